package dev.mixlab.weights.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.common.WeightFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken vocabularies and settings are refused with file and rule, or read with a note. */
class BrokenTokenizerFilesTest {

    private static final String SPECIAL = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    private static final String PIECES =
            "{\"<s>\": 0, \"<pad>\": 1, \"</s>\": 2, \"<unk>\": 3, \"<mask>\": 4, \"a\": 5, \"b\": 6, \"ab\": 7}";

    @TempDir
    private Path folder;

    @Test
    void aVocabularyNeedsItsSpecialTokens() throws IOException {
        write("vocab.txt", "[PAD]\n[CLS]\n[SEP]\n[MASK]\nthe\n");
        assertRefused("vocab.txt: has no piece [UNK] for the unk_token; where it is called otherwise, name it in");

        write("vocab.txt", "");
        assertRefused("vocab.txt: the file is empty; it must have one piece on each line");

        write("vocab.txt", "\n\n");
        assertRefused("vocab.txt: the file is empty");

        write("vocab.txt", SPECIAL + "the\n[MASK]\n");
        assertRefused("vocab.txt: [MASK], the mask_token, is on lines 5 and 7; a special token must have one id");

        Files.write(folder.resolve("vocab.txt"), new byte[] {'a', (byte) 0xFF, '\n'});
        assertRefused("vocab.txt: the file is not UTF-8 text");
    }

    @Test
    void ofEqualLinesTheLastCountsAndBlankLinesTakeAnId() throws IOException {
        write("vocab.txt", SPECIAL + "the\n\ncat\nthe\n\n");

        TokenizerFile tokenizer = read();

        assertThat(new ObjectMapper()
                        .readTree(tokenizer.content())
                        .path("model")
                        .path("vocab")
                        .toString())
                .isEqualTo("{\"[PAD]\":0,\"[UNK]\":1,\"[CLS]\":2,\"[SEP]\":3,\"[MASK]\":4,\"cat\":7,\"the\":8}");
        assertThat(tokenizer.notes())
                .containsExactly(
                        "vocab.txt has pieces on several lines, of which the last counts, as in transformers: the (lines 6, 9)");
    }

    @Test
    void halfOfAByteLevelTokenizerIsRefused() throws IOException {
        write("vocab.json", PIECES);
        assertRefused(
                "merges.txt: there is no such file; a byte-level BPE tokenizer needs both vocab.json and merges.txt");

        Files.delete(folder.resolve("vocab.json"));
        write("merges.txt", "#version: 0.2\na b\n");
        assertRefused("vocab.json: there is no such file; a byte-level BPE tokenizer needs both");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a b;a c    | line 3: merges a and c, but c is not in vocab.json
            b a        | line 2: merges b and a, but ba is not in vocab.json
            a          | line 2: must be two pieces with a blank between them, not a
            a b b      | line 2: must be two pieces with a blank between them
            a b;a b    | line 3: the merge of line 2 again; a merge must have one rank
            """)
    void aMergeMustMakeAPieceOfTwo(String merges, String message) throws IOException {
        write("vocab.json", PIECES);
        write("merges.txt", "#version: 0.2\n" + merges.replace(';', '\n') + "\n");

        assertRefused("merges.txt: " + message);
    }

    @Test
    void mergesWithoutTheirVersionAreAllRead() throws IOException {
        write("vocab.json", PIECES);
        write("merges.txt", "a b");

        assertThat(new String(read().content(), StandardCharsets.UTF_8)).contains("\"merges\":[[\"a\",\"b\"]]");
        assertThat(read().notes()).singleElement().asString().contains("merges.txt does not begin with #version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a": 1, "b": 1}    | id 1 is both a and b; one id must mean one piece
            {"a": "1"}          | the id of a is "1", not a whole number from 0 on
            {"a": -1}           | the id of a is -1, not a whole number from 0 on
            {"a": 1,            | the file is not valid JSON
            ["a"]               | the file is not a JSON object
            {}                  | the file has no piece
            {"a": 0, "b": 1}    | has no piece <mask> for the mask_token
            """)
    void aVocabularyOfIdsIsAnObjectWithOneIdEach(String vocabulary, String message) throws IOException {
        write("vocab.json", vocabulary);
        write("merges.txt", "#version: 0.2\n");

        assertRefused("vocab.json: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"do_lower_case": "yes"}            | do_lower_case is "yes", not true or false
            {"strip_accents": 1}                | strip_accents is 1, not true, false or null
            {"tokenize_chinese_chars": null}    | tokenize_chinese_chars is null, not true or false
            {"mask_token": "[GAP]"}             | vocab.txt: has no piece [GAP] for the mask_token
            {"do_lower_case":                   | tokenizer_config.json: the file is not valid JSON
            {"added_tokens_decoder": {"9": {"content": "[MASK]"}}} | "[MASK]" is 9, but 4 in vocab.txt; one token must have one id
            {"added_tokens_decoder": {"5": {"content": "[NEW]"}}}  | id 5 is "[NEW]", but "the" in vocab.txt; one id must mean one token
            {"added_tokens_decoder": {"8": {"content": "[NEW]"}}}  | "[NEW]" is 8, but 6 is the next free id behind vocab.txt
            {"added_tokens_decoder": {"x": {"content": "[NEW]"}}}  | the id of "[NEW]" is x, not a whole number from 0 on
            {"tokenizer_class": "BertJapaneseTokenizer"} | the tokenizer is a BertJapaneseTokenizer, whose files are not read
            {"tokenizer_class": "RobertaTokenizer"}      | a RobertaTokenizer, for which the folder lacks vocab.json and merges.txt
            """)
    void settingsThatAreWrongOrContradictTheVocabularyAreRefused(String settings, String message) throws IOException {
        write("vocab.txt", SPECIAL + "the\n");
        write("tokenizer_config.json", settings);

        assertRefused(message);
    }

    @Test
    void settingsThatContradictOneAnotherAreRefused() throws IOException {
        write("vocab.txt", SPECIAL + "the\n<m>\n");
        write("tokenizer_config.json", "{\"mask_token\": \"[MASK]\"}");
        write("special_tokens_map.json", "{\"mask_token\": \"<m>\"}");

        assertRefused("tokenizer_config.json: mask_token is [MASK], but <m> in special_tokens_map.json");
    }

    @Test
    void settingsWithoutEffectAreReported() throws IOException {
        write("vocab.txt", SPECIAL + "the\n");
        write("tokenizer_config.json", "{\"never_split\": [\"the\"], \"do_basic_tokenize\": false}");

        assertThat(read().notes())
                .containsExactly(
                        "never_split in tokenizer_config.json has no effect, as in the fast tokenizers of transformers",
                        "do_basic_tokenize in tokenizer_config.json has no effect, as in the fast tokenizers of transformers");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private TokenizerFile read() {
        return TokenizerFolder.read(folder, new ObjectMapper().createObjectNode());
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(message);
    }
}
