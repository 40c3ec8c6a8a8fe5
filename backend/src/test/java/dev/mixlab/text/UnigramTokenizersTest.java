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

/** Tokenizers of the kind that XLM-RoBERTa, CamemBERT and ALBERT have: a list of pieces with scores, and marks for blanks. */
class UnigramTokenizersTest {

    private static final List<String> WORDS = List.of("the", "sisters", "of", "has", "have", "left", "cafe");
    private static final byte[] CASED = TinyTokenizers.unigram(WORDS);
    private static final byte[] LOWER = TinyTokenizers.lowerCaseUnigram(WORDS);
    private static final int LAST = 4 + WORDS.size() + 32;
    private static final String TEXT = "The sisters of ann have left .";

    @Test
    void wordsAfterABlankAreOnePieceAndLettersStayWithTheirWord() {
        EncodedExample example = encoded(CASED, TEXT, 4, "has");

        assertThat(example.pieces())
                .containsExactly(
                        "<s>",
                        "▁",
                        "T",
                        "h",
                        "e",
                        "▁sisters",
                        "▁of",
                        "▁",
                        "a",
                        "n",
                        "n",
                        "<mask>",
                        "▁left",
                        ".",
                        "</s>");
        assertThat(example.wordOfPiece()).containsExactly(-1, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 4, 5, 6, -1);
        assertThat(example.cues()).containsExactly(5);
        assertThat(List.of(example.goodId(), example.badId())).containsExactly(4 + 4, 4 + 3);
    }

    @Test
    void aBlankThatBelongsToThePieceAfterItChangesNoWord() {
        EncodedExample example = encoded(LOWER, "The sisters of café have left .", 4, "has");

        assertThat(example.pieces())
                .containsExactly("<s>", "▁the", "▁sisters", "▁of", "▁cafe", "<mask>", "▁left", ".", "</s>");
        assertThat(example.wordOfPiece()).containsExactly(-1, 0, 1, 2, 3, 4, 5, 6, -1);
    }

    @Test
    void charactersOfTwoUnitsKeepTheirWords() {
        String text = "the sisters \uD83D\uDE00 café have left 東京 .";
        for (byte[] tokenizer : List.of(CASED, LOWER)) {
            int[] words = encoded(tokenizer, text, 4, "has").wordOfPiece();

            assertThat(IntStream.of(words).filter(word -> word >= 0).distinct())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(IntStream.of(words).filter(word -> word >= 0).toArray()).isSorted();
        }
    }

    @Test
    void aWordOfSeveralPiecesIsDropped() {
        assertThat(encode(CASED, "the galleries left .", 1, "sisters"))
                .isEqualTo(new Dropped(DropReason.GOOD_WORD_NOT_ONE_PIECE));
    }

    @Test
    void theTraitsAreReadThroughSequences() {
        assertThat(TokenizerTraits.of(CASED)).isEqualTo(new TokenizerTraits(LAST, 1, 0, 2, 3, false, false));
        assertThat(TokenizerTraits.of(LOWER)).isEqualTo(new TokenizerTraits(LAST, 1, 0, 2, 3, true, true));
        assertThat(TokenIds.largest(CASED)).isEqualTo(LAST);
    }

    @Test
    void aListThatIsNotOfPairsIsRefused() {
        String broken = new String(CASED, StandardCharsets.UTF_8).replace("[\"▁the\",-5.0]", "[\"▁the\"]");

        assertThatThrownBy(() -> ExampleEncoder.of(broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tokenizer.json: model.vocab: entry 4 must be a pair of piece and score");
    }

    private static EncodedExample encoded(byte[] tokenizer, String text, int target, String bad) {
        Encoding encoding = encode(tokenizer, text, target, bad);
        assertThat(encoding).isInstanceOf(Encoded.class);
        return ((Encoded) encoding).example();
    }

    private static Encoding encode(byte[] tokenizer, String text, int target, String bad) {
        try (ExampleEncoder encoder = ExampleEncoder.of(tokenizer)) {
            return encoder.encode("x", Sentence.of(List.of(text.split(" "))), target, List.of(1), bad);
        }
    }
}
