package dev.mixlab.evaluation.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.deletion.OrdinaryTokens;
import dev.mixlab.evaluation.faithfulness.BlankOut;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenRemovalFiguresTest {

    @Test
    void multiplyAddsAreThoseCountedByHand() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            // H = 48, inner size 96, 4 layers. Ten tokens: 4 x 10 x 48 x 48 = 92,160 for queries, keys, values and
            // output;
            // 2 x 10 x 10 x 48 = 9,600 for scores and sums; 2 x 10 x 48 x 96 = 92,160 for the feed-forward block.
            assertThat(MultiplyAdds.ofLayer(model.config(), 10)).isEqualTo(193_920);
            // Five tokens: 46,080 + 2,400 + 46,080.
            assertThat(MultiplyAdds.ofLayer(model.config(), 5)).isEqualTo(94_560);
            // Dropped from the third layer on: two layers over ten tokens, two over five.
            assertThat(MultiplyAdds.share(model.config(), 10, 5, 2))
                    .isCloseTo((2 * 193_920.0 + 2 * 94_560) / (4 * 193_920), within(1e-12));
            assertThat(MultiplyAdds.share(model.config(), 10, 10, 0)).isEqualTo(1);
        }
    }

    @Test
    void theTokensThatOthersMixLeastAreDroppedWhateverTheyGiveThemselves() {
        EncodedExample example = Examples.of(6, 2);
        float[] values = new float[36];
        // Column sums without the diagonal: token 1 0.3, token 3 0.2 (negative), token 4 0.1.
        set(values, 0, 1, 0.3f);
        set(values, 5, 3, -0.2f);
        set(values, 2, 4, 0.1f);
        set(values, 4, 4, 9);
        MixedTokens mixed = new MixedTokens(MixingMap.of("m", 1, 6, values), example, OrdinaryTokens.of(example));

        assertThat(mixed.columnSum(0, 3)).isCloseTo(0.2, within(1e-6));
        assertThat(mixed.columnSum(0, 4)).isCloseTo(0.1, within(1e-6));
        // Of three ordinary tokens a quarter is one, a half two, 75 and 90 % are all three.
        assertThat(mixed.kept(0, RemovalShare.QUARTER)).containsExactly(0, 1, 2, 3, 5);
        assertThat(mixed.kept(0, RemovalShare.HALF)).containsExactly(0, 1, 2, 5);
        assertThat(mixed.kept(0, RemovalShare.THREE_QUARTERS)).containsExactly(0, 2, 5);
        assertThat(RemovalShare.HALF.dropped(4)).isEqualTo(2);
        assertThat(RemovalShare.MOST.dropped(10)).isEqualTo(9);
        assertThat(RemovalShare.MOST.dropped(0)).isZero();
    }

    @Test
    void aSentenceIsAnsweredOnceForMapsThatKeepTheSameTokens() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample example = Examples.of(reference.cases("single").get(3));
            MixingMap map = random(model.config().layers(), example.length());
            float[] doubled = map.values().clone();
            for (int i = 0; i < doubled.length; i++) {
                doubled[i] *= 2;
            }
            MixingMap other = MixingMap.of("n", map.layers(), map.tokens(), doubled);

            SentenceRemoval removal =
                    SentenceRemoval.of(model, MachineBudget.ofMachine(), example, List.of(map, other));

            BlankOut blankOut = BlankOut.of(
                            new GoodProbabilities(model, MachineBudget.ofMachine()), List.of(example), () -> false)
                    .get(0);
            assertThat(removal.probability()).isCloseTo(blankOut.probability(), within(1e-12));
            for (int at = 0; at < RemovalShare.values().length; at++) {
                double[] one = removal.probabilities().get(0).get(at);
                assertThat(one).hasSize(model.config().layers());
                assertThat(removal.probabilities().get(1).get(at)).isEqualTo(one);
                assertThat(Arrays.stream(one).distinct().count()).isEqualTo(one.length);
                assertThat(removal.accuracies().get(1).get(at))
                        .isEqualTo(removal.accuracies().get(0).get(at));
            }
        }
    }

    private static void set(float[] values, int row, int column, float value) {
        values[row * 6 + column] = value;
    }

    private static MixingMap random(int layers, int tokens) {
        Random random = new Random(5);
        float[] values = new float[layers * tokens * tokens];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return MixingMap.of("m", layers, tokens, values);
    }
}
