package dev.mixlab.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.sample.RunningText;
import dev.mixlab.text.ExampleEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LearnedTokenizersTest {

    private static final List<String> WHOLE = List.of("themselves", "wears");
    private static final List<String> STRANGE = List.of(
            "Jack's zebras quickly quizzed 42 waxy-voiced foxes (#7 & 8)!",
            "xylophones; {a} <b> [c] ~d^ \\e |f_ @g",
            "");

    private static byte[] wordPieceFile;
    private static byte[] bytePairFile;
    private static HuggingFaceTokenizer wordPiece;
    private static HuggingFaceTokenizer bytePair;

    @BeforeAll
    static void learn() throws IOException {
        wordPieceFile = WordPieceLearner.learn(text(), 900, WHOLE);
        bytePairFile = ByteLevelBpeLearner.learn(text(), 900, WHOLE);
        wordPiece = open(wordPieceFile);
        bytePair = open(bytePairFile);
    }

    @AfterAll
    static void close() {
        wordPiece.close();
        bytePair.close();
    }

    @Test
    void wordPieceLeavesNoWordUnknown() {
        for (String sentence : STRANGE) {
            assertThat(tokens(wordPiece, sentence))
                    .doesNotContain("[UNK]")
                    .startsWith("[CLS]")
                    .endsWith("[SEP]");
        }
    }

    @Test
    void bytePairsGiveBackEveryText() {
        for (String sentence : STRANGE) {
            long[] ids = bytePair.encode(sentence).getIds();
            assertThat(bytePair.decode(ids, true)).isEqualTo(sentence);
        }
        assertThat(bytePair.decode(bytePair.encode("na\u00efve \u732b").getIds(), true))
                .isEqualTo("na\u00efve \u732b");
    }

    @Test
    void wordPieceGivesBackRunningTextInLowerCase() {
        text().limit(200)
                .forEach(sentence -> assertThat(
                                wordPiece.decode(wordPiece.encode(sentence).getIds(), true))
                        .isEqualToIgnoringCase(sentence));
    }

    @Test
    void wordsAskedForAreOnePiece() {
        assertThat(tokens(wordPiece, "wears themselves")).containsExactly("[CLS]", "wears", "themselves", "[SEP]");
        assertThat(tokens(bytePair, "He wears themselves")).contains("\u0120wears", "\u0120themselves");
    }

    @Test
    void idsOfSpecialTokensComeFirst() {
        assertThat(wordPiece.encode("[PAD] [UNK] [MASK]").getIds()).containsExactly(2, 0, 1, 4, 3);
        assertThat(bytePair.encode("<pad><unk><mask>").getIds()).containsExactly(0, 1, 3, 4, 2);
    }

    @Test
    void maskOfBytePairsTakesTheBlankBeforeIt() {
        assertThat(tokens(bytePair, "The <mask> has")).containsExactly("<s>", "The", " <mask>", "\u0120has", "</s>");
    }

    @Test
    void pairsOfTextsAreJoinedAsTheFamiliesDo() {
        Encoding bert = wordPiece.encode("the", "has");
        assertThat(bert.getIds()).startsWith(2).endsWith(3).hasSize(5);
        assertThat(bert.getTypeIds()).containsExactly(0, 0, 0, 1, 1);
        assertThat(bytePair.encode("The", "The").getIds())
                .startsWith(0)
                .endsWith(2)
                .hasSize(6);
    }

    @Test
    void unseenWordsAreCutSoThatTheirEndingsShow() {
        assertThat(tokens(wordPiece, "blorbs")).endsWith("##s", "[SEP]");
        assertThat(tokens(bytePair, "The blorbing")).endsWith("ing", "</s>");
    }

    @Test
    void vocabularyIsAsLargeAsAskedAndWithoutGaps() throws IOException {
        Integer[] all = IntStream.range(0, 900).boxed().toArray(Integer[]::new);
        assertThat(ids(wordPieceFile)).containsExactlyInAnyOrder(all);
        assertThat(ids(bytePairFile)).containsExactlyInAnyOrder(all);
    }

    @Test
    void sameTextGivesSameBytes() {
        assertThat(WordPieceLearner.learn(text(), 900, WHOLE)).isEqualTo(wordPieceFile);
        assertThat(ByteLevelBpeLearner.learn(text(), 900, WHOLE)).isEqualTo(bytePairFile);
    }

    @Test
    void exampleEncoderOpensBoth() {
        for (byte[] file : List.of(wordPieceFile, bytePairFile)) {
            try (ExampleEncoder encoder = ExampleEncoder.of(file)) {
                assertThat(encoder.encode("The dogs bark.")).hasSizeGreaterThan(5);
            }
        }
    }

    @Test
    void vocabularyTooSmallForTheAlphabetIsRefused() {
        assertThatThrownBy(() -> WordPieceLearner.learn(text(), 50, WHOLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vocabulary of 50");
        assertThatThrownBy(() -> ByteLevelBpeLearner.learn(text(), 200, WHOLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vocabulary of 200");
    }

    private static Stream<String> text() {
        return RunningText.sentences(3).limit(2000);
    }

    private static HuggingFaceTokenizer open(byte[] file) throws IOException {
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(file), Map.of("padding", "false"));
    }

    private static List<String> tokens(HuggingFaceTokenizer tokenizer, String text) {
        return List.of(tokenizer.encode(text).getTokens());
    }

    private static List<Integer> ids(byte[] file) throws IOException {
        List<Integer> ids = new ArrayList<>();
        new ObjectMapper().readTree(file).at("/model/vocab").forEach(id -> ids.add(id.asInt()));
        return ids;
    }
}
