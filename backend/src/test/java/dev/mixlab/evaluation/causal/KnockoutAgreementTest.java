package dev.mixlab.evaluation.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.causal.CausalEffects.Further;
import dev.mixlab.mixing.method.Aggregation;
import org.junit.jupiter.api.Test;

/** Two layers and five tokens, the third of which is the target; the expected correlations are computed by hand from ranks. */
class KnockoutAgreementTest {

    private static final int TARGET = 2;
    private static final double[] ROW_0 = {1, 2, 9, 3, 4};
    private static final double[] ROW_1 = {-1, 2, 0, 3, -4};
    private static final double[] VALUES = {10, -20, 0, 30, 40, 1, 2, 50, 3, 4};
    private static final double[] EDGES = {4, 3, 0, 2, 1, 1, 2, 0, 3, -4};
    private static final double[] EVERYWHERE = {4, 3, 100, 2, 1};
    private static final double[] PATCHING = {10, -20, 0, 30, 40, 1, 1, 5, 1, 1};

    private final CausalEffects effects =
            new CausalEffects(new Knockouts(2, 5, VALUES, EDGES), new Further(EVERYWHERE, PATCHING));

    private static TargetRows rows(double[]... layers) {
        double[] scores = new double[layers.length * 5];
        for (int layer = 0; layer < layers.length; layer++) {
            System.arraycopy(layers[layer], 0, scores, layer * 5, 5);
        }
        return new TargetRows(new MethodVariant("m", Aggregation.NONE), layers.length, 5, scores);
    }

    private void assertAgreement(KnockoutAgreement measure, double first, double second) {
        double[] found = measure.of(effects, rows(ROW_0, ROW_1), TARGET);
        assertThat(found).as(measure.id()).hasSize(2);
        assertClose(found[0], first);
        assertClose(found[1], second);
    }

    private static void assertClose(double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void eachMeasureHoldsTheRowAgainstItsIntervention() {
        assertAgreement(KnockoutAgreement.VALUE, 0.8, -0.2);
        assertAgreement(KnockoutAgreement.VALUE_ABS, 1, 1);
        assertAgreement(KnockoutAgreement.VALUE_WITH_TARGET, 0.2, -0.1);
        assertAgreement(KnockoutAgreement.EDGE, -1, 1);
        assertAgreement(KnockoutAgreement.EDGE_ABS, -1, 1);
        assertAgreement(KnockoutAgreement.EVERYWHERE, -1, 0.2);
        assertAgreement(KnockoutAgreement.EVERYWHERE_ABS, -1, -1);
        assertAgreement(KnockoutAgreement.PATCHING, 0.8, Double.NaN);
        assertAgreement(KnockoutAgreement.PATCHING_ABS, 1, Double.NaN);
    }

    @Test
    void rowsOfTheLastLayerAloneAreHeldAgainstIt() {
        assertClose(KnockoutAgreement.VALUE.of(effects, rows(ROW_1), TARGET)[0], -0.2);
        assertClose(KnockoutAgreement.EVERYWHERE.of(effects, rows(ROW_1), TARGET)[0], 0.2);
    }

    @Test
    void whereThereIsNoCounterfactualTheAgreementIsUndefined() {
        CausalEffects without = new CausalEffects(effects.knockouts(), Further.NONE);

        assertThat(KnockoutAgreement.PATCHING.of(without, rows(ROW_0, ROW_1), TARGET))
                .containsOnly(Double.NaN);
        assertThat(KnockoutAgreement.EVERYWHERE.of(without, rows(ROW_0, ROW_1), TARGET))
                .containsOnly(Double.NaN);
        assertClose(KnockoutAgreement.VALUE.of(without, rows(ROW_0, ROW_1), TARGET)[0], 0.8);
    }

    @Test
    void rowsOfAnotherSentenceAreRefused() {
        TargetRows longer = new TargetRows(new MethodVariant("m", Aggregation.NONE), 1, 6, new double[6]);

        assertThatThrownBy(() -> KnockoutAgreement.VALUE.of(effects, longer, TARGET))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 layers of 6 tokens and knock-outs of 2 layers of 5 tokens");
    }
}
