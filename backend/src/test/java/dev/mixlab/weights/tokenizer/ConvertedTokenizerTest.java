package dev.mixlab.weights.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.Pieces;
import dev.mixlab.text.TinyTokenizers;
import dev.mixlab.text.TokenizerTraits;
import dev.mixlab.weights.ClasspathModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tokenizer that is made of vocab.txt, or of vocab.json and merges.txt, is the tokenizer.json that transformers would write. */
class ConvertedTokenizerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode NONE = JSON.createObjectNode();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-bert", "tiny-electra"})
    void aVocabularyInTextMakesTheFileOfTheBuiltInModel(String name) throws IOException {
        byte[] expected = ClasspathModel.open(name).tokenizer();
        SlowFiles.wordPiece(expected, folder);

        byte[] made = read().content();

        assertSameFile(made, expected);
        assertSamePieces(made, expected);
    }

    @Test
    void aVocabularyWithMergesMakesTheFileOfTheBuiltInModel() throws IOException {
        byte[] expected = ClasspathModel.open("tiny-roberta").tokenizer();
        SlowFiles.byteLevel(expected, folder);

        byte[] made = read().content();

        assertSameFile(made, expected);
        assertSamePieces(made, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-bert", "tiny-electra", "tiny-roberta"})
    void theSettingsThatTransformersWritesChangeNothing(String name) throws IOException {
        byte[] expected = ClasspathModel.open(name).tokenizer();
        if (name.equals("tiny-roberta")) {
            SlowFiles.byteLevel(expected, folder);
        } else {
            SlowFiles.wordPiece(expected, folder);
        }
        for (String file : List.of("tokenizer_config.json", "special_tokens_map.json")) {
            Files.copy(Path.of("models", name, file), folder.resolve(file));
        }

        TokenizerFile made = read();

        assertSameFile(made.content(), expected);
        assertThat(made.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                      | true  |       | true
            {"do_lower_case": false}                                | false |       | true
            {"do_lower_case": true, "strip_accents": null}          | true  |       | true
            {"do_lower_case": true, "strip_accents": false}         | true  | false | true
            {"do_lower_case": false, "strip_accents": true}         | false | true  | true
            {"tokenize_chinese_chars": false}                       | true  |       | false
            {"tokenizer_class": "ElectraTokenizerFast"}             | true  |       | true
            {"tokenizer_class": "DistilBertTokenizer", "do_lower_case": false} | false | | true
            """)
    void settingsOfTheNormalizerAreFollowed(String settings, boolean lower, Boolean strip, boolean chinese)
            throws IOException {
        byte[] original = ClasspathModel.open("tiny-bert").tokenizer();
        SlowFiles.wordPiece(original, folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), settings);
        ObjectNode expected = (ObjectNode) JSON.readTree(original);
        ((ObjectNode) expected.path("normalizer"))
                .put("lowercase", lower)
                .put("strip_accents", strip)
                .put("handle_chinese_chars", chinese);

        byte[] made = read().content();

        assertSameFile(made, JSON.writeValueAsBytes(expected));
        assertSamePieces(made, JSON.writeValueAsBytes(expected));
    }

    @Test
    void theFirstWordOfAByteLevelTextMayGetABlank() throws IOException {
        SlowFiles.byteLevel(TinyTokenizers.byteLevel(List.of("the", "cats")), folder);
        assertThat(tokens("the cats")).containsExactly("<s>", "t", "h", "e", "\u0120cats", "</s>");

        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_prefix_space\": true}");

        assertThat(tokens("the cats")).containsExactly("<s>", "\u0120the", "\u0120cats", "</s>");
    }

    @Test
    void lineEndsOfWindowsAndByteOrderMarksChangeNothing() throws IOException {
        byte[] expected = ClasspathModel.open("tiny-bert").tokenizer();
        SlowFiles.wordPiece(expected, folder);
        windows("vocab.txt");
        assertSameFile(read().content(), expected);

        Files.delete(folder.resolve("vocab.txt"));
        byte[] byteLevel = ClasspathModel.open("tiny-roberta").tokenizer();
        SlowFiles.byteLevel(byteLevel, folder);
        windows("merges.txt");
        windows("vocab.json");
        assertSameFile(read().content(), byteLevel);
        assertThat(read().notes()).isEmpty();
    }

    private void windows(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "\uFEFF" + Files.readString(file).replace("\n", "\r\n"));
    }

    @Test
    void specialTokensOfOtherNamesAreThoseOfTheSettings() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "<fill>\n<?>\n<cls>\n<sep>\n<mask_1>\nthe\ncats\n[MASK]\n");
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"mask_token\": \"<mask_1>\", \"unk_token\": {\"content\": \"<?>\"}, \"cls_token\": \"<cls>\"}");
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"sep_token\": \"<sep>\", \"pad_token\": {\"content\": \"<fill>\", \"lstrip\": false}}");

        byte[] made = read().content();

        TokenizerTraits traits = TokenizerTraits.of(made);
        assertThat(List.of(traits.pad(), traits.unknown(), traits.begin(), traits.end(), traits.mask()))
                .containsExactly(0, 1, 2, 3, 4);
        try (ExampleEncoder encoder = ExampleEncoder.of(made)) {
            assertThat(encoder.encode("The <mask_1> dogs cats")).containsExactly(2, 5, 4, 1, 6, 3);
            assertThat(encoder.maskToken()).isEqualTo("<mask_1>");
        }
    }

    @Test
    void addedTokensKeepTheirIdsAndFlags() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ncat\n");
        Files.writeString(folder.resolve("added_tokens.json"), "{\"covid\": 7, \"[MASK]\": 6}");

        JsonNode made = JSON.readTree(read().content());

        assertThat(made.path("added_tokens").findValuesAsText("id")).containsExactly("0", "1", "2", "3", "6", "7");
        assertThat(made.path("added_tokens").path(4))
                .isEqualTo(
                        JSON.readTree("{\"id\": 6, \"content\": \"[MASK]\", \"single_word\": false, \"lstrip\": false,"
                                + "\"rstrip\": false, \"normalized\": false, \"special\": true}"));
        assertThat(made.path("added_tokens").path(5).path("normalized").asBoolean())
                .isTrue();
        assertThat(tokens("the COVID cat [MASK]")).containsExactly("[CLS]", "the", "covid", "cat", "[MASK]", "[SEP]");

        Files.delete(folder.resolve("added_tokens.json"));
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"added_tokens_decoder\": {\"6\": {\"content\": \"[MASK]\", \"lstrip\": true, \"rstrip\": false,"
                        + "\"normalized\": false, \"single_word\": false, \"special\": true}}}");
        assertThat(JSON.readTree(read().content())
                        .path("added_tokens")
                        .path(4)
                        .path("lstrip")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whereBothKindsAreThereTheClassOrTheFamilyDecides() throws IOException {
        SlowFiles.wordPiece(ClasspathModel.open("tiny-bert").tokenizer(), folder);
        SlowFiles.byteLevel(ClasspathModel.open("tiny-roberta").tokenizer(), folder);

        assertThat(TokenizerFolder.read(folder, config("roberta")).name()).isEqualTo("vocab.json");
        assertThat(TokenizerFolder.read(folder, config("bert")).name()).isEqualTo("vocab.txt");
        assertThat(TokenizerFolder.read(folder, config("bert")).notes()).isEmpty();

        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"RobertaTokenizer\"}");
        assertThat(TokenizerFolder.read(folder, config("bert")).name()).isEqualTo("vocab.json");
    }

    @Test
    void anUnusualKindIsReported() throws IOException {
        SlowFiles.wordPiece(ClasspathModel.open("tiny-bert").tokenizer(), folder);

        assertThat(TokenizerFolder.read(folder, config("roberta")).notes())
                .singleElement()
                .asString()
                .contains("read as a BertTokenizer, which is unusual for model_type roberta");
    }

    private static JsonNode config(String family) {
        return JSON.createObjectNode().put("model_type", family);
    }

    private TokenizerFile read() {
        return TokenizerFolder.read(folder, NONE);
    }

    private List<String> tokens(String text) {
        try (ExampleEncoder encoder = ExampleEncoder.of(read().content())) {
            return encoder.pieces(text).tokens();
        }
    }

    /** Compares part by part, so that a difference can be seen. */
    private static void assertSameFile(byte[] made, byte[] expected) throws IOException {
        ObjectNode ours = (ObjectNode) JSON.readTree(made);
        ObjectNode theirs = (ObjectNode) JSON.readTree(expected);
        assertThat(ours.path("model").path("vocab").equals(theirs.path("model").path("vocab")))
                .isTrue();
        assertThat(merges(ours)).isEqualTo(merges(theirs));
        for (ObjectNode file : List.of(ours, theirs)) {
            ((ObjectNode) file.path("model")).remove(List.of("vocab", "merges"));
        }
        assertThat(ours).isEqualTo(theirs);
    }

    /** Merges are pairs, or texts with a blank in them as older versions of the library have written them. */
    private static List<String> merges(JsonNode file) {
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : file.path("model").path("merges")) {
            merges.add(
                    merge.isTextual()
                            ? merge.textValue()
                            : merge.path(0).asText() + " " + merge.path(1).asText());
        }
        return merges;
    }

    private static void assertSamePieces(byte[] made, byte[] expected) {
        assertThat(TokenizerTraits.of(made)).isEqualTo(TokenizerTraits.of(expected));
        try (ExampleEncoder ours = ExampleEncoder.of(made, 10_000);
                ExampleEncoder theirs = ExampleEncoder.of(expected, 10_000)) {
            for (String text : HardTexts.ALL) {
                Pieces a = ours.pieces(text);
                Pieces b = theirs.pieces(text);
                assertThat(a.ids()).as(text).isEqualTo(b.ids());
                assertThat(a.tokens()).as(text).isEqualTo(b.tokens());
                assertThat(a.spans()).as(text).isEqualTo(b.spans());
                assertThat(a.special()).as(text).isEqualTo(b.special());
            }
        }
    }
}
