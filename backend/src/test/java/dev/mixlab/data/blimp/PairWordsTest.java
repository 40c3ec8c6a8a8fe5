package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "Ann hasn't left. | Ann has not left .",
                "Ann can't leave. | Ann cannot leave .",
                "Ann won't leave. | Ann will not leave .",
                "Won't Ann leave? | Will not Ann leave ?",
                "They shan't leave. | They shall not leave .",
                "They couldn't, and they didn't. | They could not , and they did not .",
                "Ann's sons aren’t here. | Ann 's sons are not here .",
                "The x-ray of the boys' dog | The x-ray of the boys ' dog",
            })
    void contractionsAreWrittenOutAndPunctuationSplitOff(String text, String words) {
        assertThat(WordSplitter.split(text).words()).containsExactly(words.split(" ", -1));
    }

    @Test
    void theTextOfTheWordsIsTheTextWithoutContractions() {
        Sentence sentence = WordSplitter.split("\"Ann's  sons\", Bob said, can't  swim.");

        assertThat(sentence.text()).isEqualTo("\"Ann's sons\", Bob said, cannot swim.");
    }

    @Test
    void theTargetIsTheWordThatDiffersOnceContractionsAreWrittenOut() {
        PairWords pair = PairWords.of("The boys haven't left.", "The boys hasn't left.");

        assertThat(pair.target()).isEqualTo(2);
        assertThat(pair.good()).isEqualTo("have");
        assertThat(pair.bad()).isEqualTo("has");
        assertThat(pair.sentence().text()).isEqualTo("The boys have not left.");
    }

    @ParameterizedTest
    @CsvSource({
        "The boys left.,The boys left.",
        "The boys have left.,The boy has left.",
        "The boys have left.,The boys left.",
        "The boys have left.,The boys have. left",
    })
    void pairsThatDoNotDifferInExactlyOneWordAreRefused(String good, String bad) {
        assertThatThrownBy(() -> PairWords.of(good, bad))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must differ in exactly one word")
                .hasMessageContaining(good);
    }
}
