package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.List;
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

        assertThat(pair)
                .isEqualTo(new PairWords.OneWordApart(
                        Sentence.of(List.of("The", "boys", "have", "not", "left", ".")), 2, "has"));
    }

    @ParameterizedTest
    @CsvSource({
        "The boys left.,The boys left.,SENTENCES_EQUAL",
        "The boys left.,The\u00A0boys  left.,SENTENCES_EQUAL",
        "The boys have left.,The boy has left.,NOT_ONE_WORD_APART",
        "The boys have left.,The boys left.,NOT_ONE_WORD_APART",
        "The boys have left.,The boys have. left,NOT_ONE_WORD_APART",
        "The boys have left.,'\u00A0 \u2003',NOT_ONE_WORD_APART",
        "The gir\uD83Dls have left.,The gir\uD83Dls has left.,NOT_ENCODABLE",
    })
    void pairsThatDoNotDifferInExactlyOneWordAreUnreadable(String good, String bad, DropReason reason) {
        assertThat(PairWords.of(good, bad)).isEqualTo(new PairWords.Unreadable(reason));
    }

    @Test
    void aSentenceThatNoModelCanReadIsTooLong() {
        String rest = " and the girls".repeat(400);

        assertThat(PairWords.of("The boys are here" + rest, "The boys is here" + rest))
                .isEqualTo(new PairWords.Unreadable(DropReason.TOO_LONG));
    }
}
