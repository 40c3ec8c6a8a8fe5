package dev.mixlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.Encoding.Dropped;
import dev.mixlab.text.Encoding.Encoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExampleEncoderTest {

    private static final List<String> WORDS = List.of(
            "the",
            "sisters",
            "of",
            "has",
            "have",
            "left",
            ".",
            "this",
            "these",
            "galler",
            "##ies",
            "##s",
            "themselves");
    private static final byte[] WORD_PIECE = TinyTokenizers.wordPiece(WORDS);
    private static final byte[] BYTE_LEVEL = TinyTokenizers.byteLevel(
            List.of("the", "sisters", "of", "has", "have", "left", "this", "these", "themselves", "gall"));
    private static final Sentence SISTERS = sentence("The sisters of Ann have left .");

    @Test
    void aWordPieceExampleHasItsTargetMaskedAndItsCueMarked() {
        EncodedExample example = encoded(encode(WORD_PIECE, SISTERS, 4, List.of(1), "has"));

        assertThat(example.pieces())
                .containsExactly("[CLS]", "the", "sisters", "of", "a", "##n", "##n", "[MASK]", "left", ".", "[SEP]");
        assertThat(example.wordOfPiece()).containsExactly(-1, 0, 1, 2, 3, 3, 3, 4, 5, 6, -1);
        assertThat(example.target()).isEqualTo(7);
        assertThat(example.cues()).containsExactly(2);
        assertThat(example.inputIds()[7]).isEqualTo(4);
        assertThat(List.of(example.goodId(), example.badId()))
                .containsExactly(5 + WORDS.indexOf("have"), 5 + WORDS.indexOf("has"));
    }

    @Test
    void aCueOfSeveralPiecesIsAllOfThem() {
        EncodedExample example =
                encoded(encode(WORD_PIECE, sentence("Ann left these galleries ."), 2, List.of(3), "this"));

        assertThat(example.pieces()).containsSubsequence("[MASK]", "galler", "##ies");
        assertThat(example.cues()).containsExactly(6, 7);
    }

    @Test
    void byteLevelWordsAfterTheFirstCarryTheirBlank() {
        EncodedExample example = encoded(encode(BYTE_LEVEL, SISTERS, 4, List.of(1), "has"));

        assertThat(example.pieces().subList(0, 6)).containsExactly("<s>", "T", "h", "e", "\u0120sisters", "\u0120of");
        assertThat(example.pieces()).containsSubsequence("<mask>", "\u0120left", ".", "</s>");
        assertThat(example.wordOfPiece()).startsWith(-1, 0, 0, 0, 1, 2, 3).endsWith(4, 5, 6, -1);
        assertThat(example.cues()).containsExactly(4);
    }

    @Test
    void charactersOfSeveralBytesAndOfTwoUnitsKeepTheirWords() {
        Sentence text = sentence("Zoë \uD83D\uDE00 café \uD83D\uDE00\uD83D\uDE00 have left 東京 .");
        for (byte[] tokenizer : List.of(WORD_PIECE, BYTE_LEVEL)) {
            EncodedExample example = encoded(encode(tokenizer, text, 4, List.of(2), "has"));

            int[] words = example.wordOfPiece();
            assertThat(words[example.target()]).isEqualTo(4);
            assertThat(IntStream.of(words).filter(word -> word >= 0).distinct())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(IntStream.of(words).filter(word -> word >= 0).toArray()).isSorted();
            assertThat(IntStream.of(example.cues()).map(cue -> words[cue]).distinct())
                    .containsExactly(2);
        }
    }

    @Test
    void aWordOfSeveralPiecesIsDroppedForItsOwnReason() {
        Sentence galleries = sentence("The galleries left .");
        assertThat(encode(WORD_PIECE, galleries, 1, List.of(0), "sisters"))
                .isEqualTo(new Dropped(DropReason.GOOD_WORD_NOT_ONE_PIECE));
        assertThat(encode(WORD_PIECE, sentence("The sisters left ."), 1, List.of(0), "galleries"))
                .isEqualTo(new Dropped(DropReason.BAD_WORD_NOT_ONE_PIECE));
    }

    @Test
    void theBlankDecidesWhetherAByteLevelWordIsOnePiece() {
        assertThat(encode(BYTE_LEVEL, sentence("themselves have left ."), 0, List.of(1), "these"))
                .isEqualTo(new Dropped(DropReason.GOOD_WORD_NOT_ONE_PIECE));
        assertThat(encode(BYTE_LEVEL, sentence("have themselves left ."), 1, List.of(0), "these"))
                .isInstanceOf(Encoded.class);
    }

    @Test
    void whatTheVocabularyCannotWriteIsDropped() {
        Sentence text = sentence("The sisters ☃ have left .");
        assertThat(encode(WORD_PIECE, text, 2, List.of(1), "of")).isEqualTo(new Dropped(DropReason.GOOD_WORD_UNKNOWN));
        assertThat(encode(WORD_PIECE, text, 3, List.of(1), "☃")).isEqualTo(new Dropped(DropReason.BAD_WORD_UNKNOWN));
        assertThat(encode(WORD_PIECE, text, 3, List.of(2), "has")).isEqualTo(new Dropped(DropReason.CUE_UNKNOWN));
        assertThat(encode(WORD_PIECE, text, 3, List.of(1), "HAVE")).isEqualTo(new Dropped(DropReason.SAME_PIECE));
    }

    @Test
    void plainTextIsFramedAndNeverCutShort() {
        try (ExampleEncoder encoder = ExampleEncoder.of(WORD_PIECE, 6)) {
            assertThat(encoder.encode("The sisters left [MASK]")).containsExactly(2, 5, 6, 10, 4, 3);
            assertThatThrownBy(() -> encoder.encode("The sisters of the sisters"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("7 tokens where at most 6");
        }
        try (ExampleEncoder encoder = ExampleEncoder.of(withTruncation(), 20)) {
            assertThat(encoder.encode("The sisters of the sisters")).hasSize(7);
        }
    }

    @Test
    void filesThatAreNoTokenizerAreRefused() {
        assertThatThrownBy(() -> ExampleEncoder.of("{".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tokenizer.json: not JSON");
        assertThatThrownBy(() ->
                        ExampleEncoder.of("{\"model\":{\"vocab\":{\"[PAD]\":0}}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[MASK] or <mask>");
        String halfMade = new String(WORD_PIECE, StandardCharsets.UTF_8).replace("\"WordPiece\"", "\"Unheard\"");
        assertThatThrownBy(() -> ExampleEncoder.of(halfMade.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("refused by the tokenizer library");
    }

    @Test
    void dropoutOfMergesIsForTrainingOnly() {
        byte[] training = new String(BYTE_LEVEL, StandardCharsets.UTF_8)
                .replace("\"type\":\"BPE\"", "\"type\":\"BPE\",\"dropout\":0.5")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(training).isNotEqualTo(BYTE_LEVEL);
        try (ExampleEncoder encoder = ExampleEncoder.of(training);
                ExampleEncoder without = ExampleEncoder.of(BYTE_LEVEL)) {
            int[] expected = without.encode(SISTERS.text());
            for (int i = 0; i < 20; i++) {
                assertThat(encoder.encode(SISTERS.text())).isEqualTo(expected);
            }
        }
    }

    @Test
    void aTokenOfTwoIdsAndAnIdOfTwoTokensAreRefused() {
        String good = new String(WORD_PIECE, StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        ExampleEncoder.of(good.replace("\"id\":4,", "\"id\":7,").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[MASK] is 4 in model.vocab and 7 in added_tokens");
        assertThatThrownBy(() -> ExampleEncoder.of(good.replace("\"content\":\"[MASK]\"", "\"content\":\"[OTHER]\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("id 4 is [OTHER] in added_tokens and [MASK] elsewhere");
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        try (ExampleEncoder encoder = ExampleEncoder.of(BYTE_LEVEL)) {
            int[] expected = encoder.encode(SISTERS.text());
            assertThat(IntStream.range(0, 400).parallel().mapToObj(i -> encoder.encode(SISTERS.text())))
                    .allSatisfy(ids -> assertThat(ids).isEqualTo(expected));
        }
    }

    @Test
    void aClosedEncoderRefusesToEncode() {
        ExampleEncoder encoder = ExampleEncoder.of(WORD_PIECE);
        encoder.close();
        encoder.close();
        assertThatThrownBy(() -> encoder.encode("the")).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] withTruncation() {
        String truncation = "{\"version\":\"1.0\",\"truncation\":{\"direction\":\"Right\",\"max_length\":4,"
                + "\"strategy\":\"LongestFirst\",\"stride\":0},\"padding\":{\"strategy\":{\"Fixed\":16},\"direction\":\"Right\","
                + "\"pad_to_multiple_of\":null,\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"[PAD]\"},";
        return new String(WORD_PIECE, StandardCharsets.UTF_8)
                .replace("{\"version\":\"1.0\",", truncation)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Encoding encode(byte[] tokenizer, Sentence sentence, int target, List<Integer> cues, String bad) {
        try (ExampleEncoder encoder = ExampleEncoder.of(tokenizer)) {
            return encoder.encode("test-1", sentence, target, cues, bad);
        }
    }

    private static EncodedExample encoded(Encoding encoding) {
        assertThat(encoding).isInstanceOf(Encoded.class);
        return ((Encoded) encoding).example();
    }

    private static Sentence sentence(String words) {
        return Sentence.of(List.of(words.split(" ", -1)));
    }
}
