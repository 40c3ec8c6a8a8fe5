package dev.mixlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.Encoding.Encoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Special tokens are found by what the parts of a tokenizer.json do with them, whatever their names. */
class SpecialTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WORDS = List.of("the", "cats", "has", "have", "left", ".");
    private static final String BERT = new String(TinyTokenizers.wordPiece(WORDS), StandardCharsets.UTF_8);
    private static final String ROBERTA = new String(TinyTokenizers.byteLevel(WORDS), StandardCharsets.UTF_8);

    @Test
    void everyTokenMayHaveAnotherName() throws IOException {
        byte[] renamed = bytes(BERT.replace("[CLS]", "<cls>")
                .replace("[SEP]", "<end>")
                .replace("[MASK]", "<mask_1>")
                .replace("[PAD]", "<|Padding|>")
                .replace("[UNK]", "<?>"));

        assertThat(TokenizerTraits.of(renamed)).isEqualTo(TokenizerTraits.of(bytes(BERT)));
        assertThat(SpecialTokenTexts.guesses(renamed))
                .containsExactly(
                        "no file names the mask_token; it is taken to be <mask_1>",
                        "no file names the pad_token; it is taken to be <|Padding|>");
        assertThat(SpecialTokenTexts.guesses(bytes(BERT))).isEmpty();
        try (ExampleEncoder encoder = ExampleEncoder.of(renamed)) {
            Encoding encoding =
                    encoder.encode("1", Sentence.of(List.of("the", "cats", "have", "left", ".")), 2, List.of(1), "has");
            assertThat(((Encoded) encoding).example().pieces())
                    .containsExactly("<cls>", "the", "cats", "<mask_1>", "left", ".", "<end>");
            assertThat(((Encoded) encoding).example().inputIds()).containsExactly(2, 5, 6, 4, 9, 10, 3);
        }
    }

    @Test
    void namesThatNothingGivesAwayAreNoted() throws IOException {
        ObjectNode tokenizer =
                (ObjectNode) JSON.readTree(BERT.replace("[MASK]", "<gap>").replace("[PAD]", "<fill>"));
        assertThatThrownBy(() -> ExampleEncoder.of(JSON.writeValueAsBytes(tokenizer)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tokenizer.json: must have a token [MASK] or <mask>, or another that tokenizer_config.json "
                        + "names as mask_token");

        SpecialTokenTexts.set(tokenizer, TokenRole.MASK, "<gap>");
        SpecialTokenTexts.set(tokenizer, TokenRole.PAD, "<fill>");

        byte[] noted = JSON.writeValueAsBytes(tokenizer);
        assertThat(TokenizerTraits.of(noted)).isEqualTo(TokenizerTraits.of(bytes(BERT)));
        assertThat(SpecialTokenTexts.guesses(noted)).isEmpty();
        try (ExampleEncoder encoder = ExampleEncoder.of(noted)) {
            assertThat(encoder.encode("the <gap>")).containsExactly(2, 5, 4, 3);
            assertThat(encoder.maskToken()).isEqualTo("<gap>");
        }
    }

    @Test
    void twoTokensForOneRoleAreRefused() {
        String both = BERT.replace("[UNK]", "<mask>").replace("\"unk_token\":\"<mask>\"", "\"unk_token\":\"<mask>\"");

        assertThatThrownBy(() -> ExampleEncoder.of(bytes(both)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tokenizer.json: has both [MASK] and <mask>; name the right one as mask_token in "
                        + "tokenizer_config.json");
    }

    @Test
    void theVocabularyOfUnigramIsAList() {
        byte[] unigram = TinyTokenizers.unigram(WORDS);

        TokenizerTraits traits = TokenizerTraits.of(unigram);
        assertThat(List.of(traits.begin(), traits.pad(), traits.end(), traits.unknown()))
                .containsExactly(0, 1, 2, 3);
        assertThat(traits.mask()).isEqualTo(TokenIds.largest(unigram)).isEqualTo(42);
        try (ExampleEncoder encoder = ExampleEncoder.of(unigram)) {
            Encoding encoding =
                    encoder.encode("1", Sentence.of(List.of("the", "cats", "have", "left", ".")), 2, List.of(1), "has");
            assertThat(((Encoded) encoding).example().wordOfPiece()).containsExactly(-1, 0, 1, 2, 3, 4, -1);
            assertThat(((Encoded) encoding).example().inputIds()[3]).isEqualTo(42);
            assertThat(encoder.encode("the <mask>")).containsExactly(0, 4, 42, 2);
            assertThat(encoder.text(5)).isEqualTo("cats");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "cls":["[CLS]",2]     | "cls":["[CLS]",5]      | must put begin and end tokens 2 and 3 around a text, not [5, 3]
            "cls":["[CLS]",2]     | "cls":["[BEGIN]",2]    | cls_token is [BEGIN], which is not in the vocabulary
            "unk_token":"[UNK]"   | "unk_token":"[OTHER]"  | unk_token is [OTHER], which is not in the vocabulary
            "the":5               | "the":6                | id 6 is both "the" and "cats" in model.vocab
            """)
    void aTokenThatIsNotWhatAnotherPartSaysIsRefused(String text, String replacement, String message) {
        assertThat(BERT).contains(text);
        assertThatThrownBy(() -> ExampleEncoder.of(bytes(BERT.replace(text, replacement))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theLibraryMustGiveAnAddedTokenTheIdOfTheFile() throws IOException {
        ObjectNode tokenizer = (ObjectNode) JSON.readTree(ROBERTA);
        int next = TokenIds.largest(bytes(ROBERTA)) + 1;
        ObjectNode added = tokenizer.withArray("added_tokens").addObject();
        added.put("content", "<new>").put("special", true).put("normalized", false);
        added.put("single_word", false).put("lstrip", false).put("rstrip", false);

        added.put("id", next);
        try (ExampleEncoder encoder = ExampleEncoder.of(JSON.writeValueAsBytes(tokenizer))) {
            assertThat(encoder.encode("<new>")).containsExactly(0, next, 2);
        }
        added.put("id", next + 1);
        assertThatThrownBy(() -> ExampleEncoder.of(JSON.writeValueAsBytes(tokenizer)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "tokenizer.json: \"<new>\" is %s in added_tokens, but %s is the next free id, which the tokenizer "
                                        .formatted(next + 1, next)
                                + "library takes");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
