package dev.mixlab.mixing.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.intervention.KnockoutEffects.Effects;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With weights so large that attention is exactly 0 or 1, what nobody attends to is lost without any loss, to the last bit. */
class UnattendedKnockoutTest {

    private static final double HUGE_WEIGHTS = 20;
    private static final int TOKENS = 9;

    @Test
    void whatNobodyAttendsToLosesExactlyNothing() {
        EncodedExample example = SmallModels.sentence("nine", TOKENS);
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT64, HUGE_WEIGHTS);
                ModelContext context = new ModelContext(model, MachineBudget.of(64 << 20));
                NDManager scope = TensorEngine.newManager()) {
            TokenBatch batch = model.exampleBatch(scope, List.of(example));
            KnockoutEffects effects = new KnockoutEffects(
                    new AttributionContext(context, batch, List.of(example), List.of(), AttributionOptions.standard()));
            Effects values = effects.of(Cut.VALUE).get(0);
            Effects edges = effects.of(Cut.EDGE).get(0);
            double[] everywhere = AllLayersKnockout.differences(model, MachineBudget.of(64 << 20), example);
            int layers = model.config().layers();
            boolean[] attendedAnywhere = new boolean[TOKENS];
            int[] unattended = new int[3];
            model.walk(batch, (layer, trace) -> {
                for (int token = 0; token < TOKENS; token++) {
                    NDArray to = trace.attention().get(new NDIndex("0, :, :, {}", token));
                    boolean byTarget = sum(to.get(new NDIndex(":, {}", example.target()))) > 0;
                    boolean attended = layer == layers - 1 ? byTarget : sum(to) > 0;
                    attendedAnywhere[token] |= attended;
                    if (!attended) {
                        unattended[0]++;
                        assertThat(values.differences()[layer * TOKENS + token]).isZero();
                        assertThat(values.probabilities()[layer * TOKENS + token])
                                .isZero();
                    }
                    if (!byTarget) {
                        unattended[1]++;
                        assertThat(edges.differences()[layer * TOKENS + token]).isZero();
                    }
                }
            });
            for (int token = 0; token < TOKENS; token++) {
                if (!attendedAnywhere[token]) {
                    unattended[2]++;
                    assertThat(everywhere[token]).isZero();
                }
            }
            assertThat(unattended[0]).isPositive();
            assertThat(unattended[1]).isGreaterThan(unattended[0]);
            assertThat(Arrays.stream(values.differences())
                            .filter(lost -> lost != 0)
                            .count())
                    .isPositive();
            assertThat(Arrays.stream(edges.differences())
                            .filter(lost -> lost != 0)
                            .count())
                    .isPositive();
        }
    }

    private static double sum(NDArray weights) {
        return weights.sum().getDouble();
    }
}
