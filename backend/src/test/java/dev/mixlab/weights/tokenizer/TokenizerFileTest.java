package dev.mixlab.weights.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.TinyTokenizers;
import dev.mixlab.text.TokenizerTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {

    private static final byte[] LOWER_CASE = TinyTokenizers.wordPiece(List.of("the", "cats", "run"));

    private static final JsonNode NONE = new ObjectMapper().createObjectNode();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("tokenizer.json");
        Files.write(file, LOWER_CASE);
    }

    @Test
    void aFileThatNothingOverrulesKeepsItsBytes() throws IOException {
        assertThat(TokenizerFolder.open(file, NONE).content()).isEqualTo(LOWER_CASE);

        settings("{\"do_lower_case\": true, \"strip_accents\": null, \"mask_token\": \"[MASK]\"}");
        special("{\"mask_token\": {\"content\": \"[MASK]\", \"lstrip\": false}, \"bos_token\": \"[BOS]\"}");

        assertThat(TokenizerFolder.open(file, NONE).content()).isEqualTo(LOWER_CASE);
        assertThat(TokenizerFolder.open(file, NONE).notes()).isEmpty();
    }

    @Test
    void settingsOverruleTheNormalizerAsTheClassesForBertDo() throws IOException {
        settings("{\"do_lower_case\": false, \"strip_accents\": false, \"tokenizer_class\": \"BertTokenizer\"}");

        TokenizerFile tokenizer = TokenizerFolder.open(file, NONE);

        assertThat(new String(tokenizer.content(), UTF_8))
                .contains("\"lowercase\":false", "\"strip_accents\":false", "\"handle_chinese_chars\":true");
        assertThat(tokenizer.notes()).hasSize(2).first().asString().contains("do_lower_case is false", "followed");
    }

    @Test
    void settingsOfTheGeneralClassHaveNoEffectAndAreReported() throws IOException {
        settings("{\"do_lower_case\": false, \"tokenizer_class\": \"PreTrainedTokenizerFast\"}");

        TokenizerFile tokenizer = TokenizerFolder.open(file, NONE);

        assertThat(tokenizer.content()).isEqualTo(LOWER_CASE);
        assertThat(tokenizer.notes()).singleElement().asString().contains("but true in tokenizer.json");
    }

    @Test
    void filesThatContradictOneAnotherAboutASpecialTokenAreRefused() throws IOException {
        settings("{\"mask_token\": \"[MASK]\"}");
        special("{\"mask_token\": \"[GAP]\"}");
        assertRefused("mask_token is [MASK], but [GAP] in special_tokens_map.json");

        settings("{\"mask_token\": \"[GAP]\"}");
        assertRefused(
                "mask_token is [GAP] in tokenizer_config.json or special_tokens_map.json, but no token of this file");

        special("{\"cls_token\": \"[SEP]\"}");
        settings("{}");
        assertRefused(
                "cls_token is [SEP] in tokenizer_config.json or special_tokens_map.json, but this file uses [CLS]");

        settings("{\"mask_token\"");
        assertRefused("not valid JSON");
    }

    @Test
    void theTokenThatSettingsNameIsFollowedWhereThereAreTwo() throws IOException {
        Files.write(file, TinyTokenizers.wordPiece(List.of("the", "<mask>", "cats")));
        settings("{\"mask_token\": \"<mask>\"}");

        TokenizerFile tokenizer = TokenizerFolder.open(file, NONE);

        assertThat(tokenizer.notes())
                .singleElement()
                .asString()
                .contains("which is followed; tokenizer.json has [MASK] too");
        assertThat(TokenizerTraits.of(tokenizer.content()).mask()).isEqualTo(6);
    }

    @Test
    void theTreatmentOfTheFirstBlankIsThatOfTheSettings() throws IOException {
        Files.write(file, TinyTokenizers.byteLevel(List.of("the", "cats")));
        settings("{\"add_prefix_space\": true}");

        TokenizerFile tokenizer = TokenizerFolder.open(file, NONE);

        assertThat(tokenizer.notes()).singleElement().asString().contains("add_prefix_space is true", "followed");
        try (ExampleEncoder encoder = ExampleEncoder.of(tokenizer.content())) {
            assertThat(encoder.pieces("the cats").tokens()).containsExactly("<s>", "\u0120the", "\u0120cats", "</s>");
        }
    }

    @Test
    void addedTokensHaveTheIdsOfTheTokenizer() throws IOException {
        settings("{\"added_tokens_decoder\": {\"7\": {\"content\": \"[MASK]\"}}}");
        assertRefused("[MASK] is 4 in this file and 7 in tokenizer_config.json; one token must have one id");

        settings("{}");
        Files.writeString(folder.resolve("added_tokens.json"), "{\"[NEW]\": 99, \"[MASK]\": 4}");
        assertThat(TokenizerFolder.open(file, NONE).notes())
                .containsExactly("added_tokens.json has the token [NEW], which tokenizer.json lacks; it is not added");
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        Files.writeString(file, "\uFEFF" + new String(LOWER_CASE, UTF_8));

        assertThat(TokenizerFolder.open(file, NONE).content()).isEqualTo(LOWER_CASE);
    }

    private void settings(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
    }

    private void special(String json) throws IOException {
        Files.writeString(folder.resolve("special_tokens_map.json"), json);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> TokenizerFolder.open(file, NONE))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(message);
    }
}
