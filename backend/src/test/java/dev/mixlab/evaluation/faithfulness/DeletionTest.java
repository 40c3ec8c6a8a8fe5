package dev.mixlab.evaluation.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeletionTest {

    @Test
    void theLargestScoresOfEitherSignComeFirstAndTheTargetNever() {
        TokenOrder order = TokenOrder.of(new double[] {0.1, -0.9, 5, 0.1, 0.3}, 2);

        assertThat(order.tokens()).containsExactly(1, 4, 0, 3);
        assertThat(order.first(2)).isEqualTo(bits(1, 4));
        assertThat(order.afterFirst(2)).isEqualTo(bits(0, 3));
    }

    @Test
    void aShareIsRoundedUpToWholeTokensAndAtLeastOne() {
        assertThat(DeletionSettings.standard().counts(15)).containsExactly(1, 1, 2, 3, 8);
        assertThat(DeletionSettings.standard().counts(1)).containsExactly(1, 1, 1, 1, 1);
        assertThat(DeletionSettings.standard().counts(0)).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void comprehensivenessAndSufficiencyAreMeansOverTheShares() {
        DeletionCurve curve = new DeletionCurve(0.8, new double[] {0.6, 0.2}, new double[] {0.1, 0.7});

        assertThat(curve.comprehensiveness()).isCloseTo(0.4, within(1e-12));
        assertThat(curve.sufficiency()).isCloseTo(0.4, within(1e-12));
        DeletionCurve mean = DeletionCurve.mean(
                List.of(curve, new DeletionCurve(0.4, new double[] {0, 0}, new double[] {0.3, 0.3})));
        assertThat(mean.probability()).isCloseTo(0.6, within(1e-12));
        assertThat(mean.without()).containsExactly(new double[] {0.3, 0.1}, within(1e-12));
    }

    @Test
    void sharesMustBeAscendingAndWithinBounds() {
        assertThatThrownBy(() -> new DeletionSettings(List.of(0.5, 0.1), 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> new DeletionSettings(List.of(0.0), 1, 1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void curvesAreWhatTheModelSaysOfTheMaskedSentences() {
        try (ReferenceModel reference = ReferenceModel.of("roberta");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
            EncodedExample example = Examples.of(reference.cases("single").get(2));
            BlankOut drops =
                    BlankOut.of(probabilities, List.of(example), () -> false).get(0);
            SentenceDeletion deletion = Deletion.of(
                            probabilities,
                            List.of(new RankedExample(example, List.of(layers(drops.drops(), ramp(example.length()))))),
                            new DeletionSettings(List.of(0.01, 1.0), 3, 5),
                            () -> false)
                    .get(0);

            DeletionCurve byDrops = deletion.curves().get(0).get(0);
            DeletionCurve byPlace = deletion.curves().get(0).get(1);
            int top = TokenOrder.of(drops.drops(), example.target()).tokens().get(0);
            assertThat(byDrops.without()[0]).isCloseTo(drops.probability() - drops.drops()[top], within(1e-12));
            assertThat(byDrops.only()[1]).isCloseTo(drops.probability(), within(1e-12));
            assertThat(byDrops.without()[1])
                    .isCloseTo(byPlace.without()[1], within(1e-12))
                    .isCloseTo(deletion.random().without()[1], within(1e-12));
        }
    }

    @Test
    void theSeedDecidesTheRandomOrders() {
        EncodedExample example = Examples.of(12, 3, 1);

        assertThat(TokenOrder.random(example, 1, 0)).isEqualTo(TokenOrder.random(example, 1, 0));
        assertThat(TokenOrder.random(example, 1, 0)).isNotEqualTo(TokenOrder.random(example, 1, 1));
        assertThat(TokenOrder.random(example, 1, 0)).isNotEqualTo(TokenOrder.random(example, 2, 0));
        assertThat(TokenOrder.random(example, 1, 0).tokens()).hasSize(11).doesNotContain(3);
    }

    @Test
    void rankAgreementLeavesTheTargetOut() {
        BlankOut blankOut = new BlankOut(1, 0.5, new double[] {0.1, 0, -0.3, 0.2});
        TargetRows row = Examples.row(0.2, 9, 0.1, -0.3);

        assertThat(RankAgreement.SPEARMAN.of(blankOut, row)).containsExactly(new double[] {-0.5}, within(1e-12));
        assertThat(RankAgreement.SPEARMAN_ABS_ROW.of(blankOut, row)).containsExactly(new double[] {1}, within(1e-12));
        assertThat(RankAgreement.SPEARMAN_ABS_BOTH.of(blankOut, row))
                .containsExactly(new double[] {-0.5}, within(1e-12));
        assertThat(RankAgreement.SPEARMAN.of(blankOut, Examples.row(1, 0, 1, 1))[0])
                .isNaN();
    }

    private static TargetRows layers(double[]... rows) {
        return new TargetRows(
                new MethodVariant("method", Aggregation.NONE),
                rows.length,
                rows[0].length,
                IntStream.range(0, rows.length)
                        .boxed()
                        .flatMapToDouble(layer -> Arrays.stream(rows[layer]))
                        .toArray());
    }

    private static double[] ramp(int length) {
        return IntStream.range(0, length).mapToDouble(i -> i).toArray();
    }

    private static BitSet bits(int... tokens) {
        BitSet bits = new BitSet();
        IntStream.of(tokens).forEach(bits::set);
        return bits;
    }
}
