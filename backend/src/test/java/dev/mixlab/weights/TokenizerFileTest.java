package dev.mixlab.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.text.TinyTokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {

    private static final byte[] LOWER_CASE = TinyTokenizers.wordPiece(List.of("the", "cats", "run"));

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
        assertThat(TokenizerFile.open(file).content()).isEqualTo(LOWER_CASE);

        settings("{\"do_lower_case\": true, \"strip_accents\": null, \"mask_token\": \"[MASK]\"}");
        special("{\"mask_token\": {\"content\": \"[MASK]\", \"lstrip\": false}, \"bos_token\": \"[BOS]\"}");

        assertThat(TokenizerFile.open(file).content()).isEqualTo(LOWER_CASE);
        assertThat(TokenizerFile.open(file).notes()).isEmpty();
    }

    @Test
    void settingsOverruleTheNormalizerAsTheClassesForBertDo() throws IOException {
        settings("{\"do_lower_case\": false, \"strip_accents\": false, \"tokenizer_class\": \"BertTokenizer\"}");

        TokenizerFile tokenizer = TokenizerFile.open(file);

        assertThat(new String(tokenizer.content(), UTF_8))
                .contains("\"lowercase\":false", "\"strip_accents\":false", "\"handle_chinese_chars\":true");
        assertThat(tokenizer.notes()).hasSize(2).first().asString().contains("do_lower_case is false", "followed");
    }

    @Test
    void settingsOfTheGeneralClassHaveNoEffectAndAreReported() throws IOException {
        settings("{\"do_lower_case\": false, \"tokenizer_class\": \"PreTrainedTokenizerFast\"}");

        TokenizerFile tokenizer = TokenizerFile.open(file);

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
                "mask_token is [GAP] in tokenizer_config.json or special_tokens_map.json, but [MASK] in this file");

        settings("{\"mask_token\"");
        assertRefused("not valid JSON");
    }

    private void settings(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
    }

    private void special(String json) throws IOException {
        Files.writeString(folder.resolve("special_tokens_map.json"), json);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> TokenizerFile.open(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(message);
    }
}
