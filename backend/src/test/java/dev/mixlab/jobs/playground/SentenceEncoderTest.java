package dev.mixlab.jobs.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.server.BuiltInModels;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.playground.SentenceAnalysis.Word;
import dev.mixlab.run.playground.SentenceQuery;
import dev.mixlab.text.ExampleEncoder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceEncoderTest {

    private static final ExampleEncoder BERT = encoder("tiny-bert");
    private static final ExampleEncoder ROBERTA = encoder("tiny-roberta");

    private static ExampleEncoder encoder(String model) {
        return ExampleEncoder.of(
                Objects.requireNonNull(BuiltInModels.openers().get(model)).get().tokenizer());
    }

    @AfterAll
    static void close() {
        BERT.close();
        ROBERTA.close();
    }

    private static SentenceQuery query(String text, @Nullable String bad, @Nullable Integer target, Integer... blank) {
        return new SentenceQuery("any", text, bad, target, true, List.of(blank));
    }

    private static List<String> words(EncodedSentence sentence) {
        return sentence.groups().words().stream().map(Word::text).toList();
    }

    @Test
    void wordsCoverAllTokensAndKeepTheirPlacesInTheText() {
        String text = "The  keys of Anna's cabinet, 42 of them, are old.";
        for (ExampleEncoder encoder : List.of(BERT, ROBERTA)) {
            EncodedSentence sentence = SentenceEncoder.encode(query(text, null, 1), encoder);
            assertThat(words(sentence)).startsWith("The", "keys", "of").endsWith("are", "old", ".");
            for (Word word : sentence.groups().words()) {
                assertThat(text.substring(word.start(), word.end())).isEqualTo(word.text());
            }
            int[] words = sentence.groups().wordOfToken();
            assertThat(words[0]).isEqualTo(-1);
            assertThat(words[words.length - 1]).isEqualTo(-1);
            for (int token = 2; token < words.length - 1; token++) {
                assertThat(words[token] - words[token - 1]).isBetween(0, 1);
            }
            assertThat(sentence.targetWord()).isEqualTo(1);
            assertThat(sentence.inputIds()[sentence.targetToken()]).isEqualTo(encoder.maskId());
        }
    }

    @Test
    void theUsualTargetIsTheMaskTokenOrElseTheLastWordThatIsNoPunctuation() {
        assertThat(SentenceEncoder.encode(query("the keys [MASK] old .", null, null), BERT)
                        .targetWord())
                .isEqualTo(2);
        assertThat(SentenceEncoder.encode(query("the keys <mask> old.", null, null), ROBERTA)
                        .targetWord())
                .isEqualTo(2);
        EncodedSentence last = SentenceEncoder.encode(query("the keys are old .", null, null), BERT);
        assertThat(last.targetWord()).isEqualTo(3);
        assertThat(last.good()).isEqualTo(BERT.encode("old")[1]);
        assertThat(SentenceEncoder.encode(query("the keys [MASK] old .", null, null), BERT)
                        .good())
                .isNull();
    }

    @Test
    void blankedOutWordsAreMaskedInAllTheirTokensAndTheTargetOnlyOnRequest() {
        EncodedSentence sentence =
                SentenceEncoder.encode(query("the keys of the cabinet are old .", null, 5, 1, 4), BERT);
        assertThat(sentence.tokens())
                .filteredOn(token -> token.equals("[MASK]"))
                .hasSize(1
                        + sentence.groups().tokens(1).size()
                        + sentence.groups().tokens(4).size());
        SentenceQuery plain = new SentenceQuery("any", "the keys are old .", null, 2, false, List.of());
        EncodedSentence unmasked = SentenceEncoder.encode(plain, BERT);
        assertThat(unmasked.inputIds()).isEqualTo(BERT.encode("the keys are old ."));
        assertThat(unmasked.good()).isEqualTo(BERT.encode("are")[1]);
    }

    @Test
    void theTargetOfAMinimalPairIsTheWordInWhichItsSentencesDiffer() {
        EncodedSentence sentence = SentenceEncoder.encode(query("the keys are old .", "the keys is old .", 0), BERT);
        assertThat(sentence.targetWord()).isEqualTo(2);
        assertThat(sentence.good()).isEqualTo(BERT.encode("are")[1]);
        assertThat(sentence.bad()).isEqualTo(BERT.encode("is")[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the keys are old .",
                "the key is old .",
                "the keys is old",
                "the keys are not old .",
                "the keys zzqqk old ."
            })
    void sentencesThatAreNoMinimalPairAreRefusedWithTheRule(String bad) {
        assertThatThrownBy(() -> SentenceEncoder.encode(query("the keys are old .", bad, null), BERT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("(?s).*(no minimal pair|not in the model's vocabulary).*");
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        assertThatThrownBy(() -> SentenceEncoder.encode(query("the keys", null, 2), BERT))
                .hasMessage("word 2 of a sentence of 2 words (the first is 0)");
        assertThatThrownBy(() -> SentenceEncoder.encode(query("the keys", null, 0, 7), BERT))
                .hasMessageContaining("word 7");
        assertThatThrownBy(() -> SentenceEncoder.encode(query("  ", null, null), BERT))
                .hasMessage("the sentence has no words");
        assertThatThrownBy(() -> SentenceEncoder.encode(query("old ".repeat(127), null, null), BERT))
                .hasMessage("the playground reads sentences of at most 128 tokens, not of 129");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die naïve Ärztin isst Äpfel .",
                "e\u0301te\u0301 a\u0300 la plage",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 like \uD83C\uDF55!",
                "今日は良い天気です。",
                "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD",
                "\u0130stanbul'da \u0131\u015F\u0131k",
                "a\u200Bb c\u00A0d"
            })
    void everyTokenOfAnyScriptHasOneWordWhoseCharactersAreThoseOfTheText(String text) {
        for (ExampleEncoder encoder : List.of(BERT, ROBERTA)) {
            EncodedSentence sentence = SentenceEncoder.encode(query(text, null, 0), encoder);
            int end = 0;
            for (Word word : sentence.groups().words()) {
                assertThat(word.start()).isGreaterThanOrEqualTo(end);
                assertThat(word.end()).isGreaterThan(word.start());
                assertThat(word.text()).isEqualTo(text.substring(word.start(), word.end()));
                end = word.end();
            }
            int[] words = sentence.groups().wordOfToken();
            for (int token = 1; token < words.length - 1; token++) {
                assertThat(words[token]).isBetween(0, sentence.groups().words().size() - 1);
            }
        }
    }
}
