package dev.mixlab.mixing.valuezeroing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.BatchScores;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.attention.RawAttention;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.norms.AttentionNorm;
import dev.mixlab.mixing.valuezeroing.ValueZeroing.Distance;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UnattendedTokenProperties {

    private static final int TOKENS = 6;

    /** All that see what a token gives through attention and nothing else. */
    private static final List<ContextMixingMethod> METHODS = List.of(
            new ValueZeroing(Distance.COSINE),
            new ValueZeroing(Distance.EUCLIDEAN),
            new ValueZeroing(Distance.EUCLIDEAN_NORMALISED),
            new ValueZeroing(Distance.L1),
            new ValueZeroing(Distance.L1_NORMALISED),
            new RawAttention(),
            new AttentionNorm(AttentionNorm.Extent.ATTENTION));

    @Property(tries = 12)
    void aTokenThatNobodyAttendsToScoresZero(
            @ForAll @IntRange(min = 0, max = 99) int sentence, @ForAll @IntRange(min = 0, max = TOKENS - 1) int token) {
        EncodedExample example = SmallModels.sentence("sentence " + sentence, TOKENS);
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT32, SmallModels.USUAL_WEIGHTS)) {
            for (ContextMixingMethod method : METHODS) {
                MixingMap map = BatchScores.of(
                                model,
                                method,
                                List.of(example),
                                ScoreOptions.standard(),
                                trace -> without(trace, token))
                        .get(0);
                for (int layer = 0; layer < map.layers(); layer++) {
                    for (int row = 0; row < TOKENS; row++) {
                        assertThat(map.at(layer, row, token)).as(map.method()).isZero();
                    }
                }
            }
        }
    }

    /** The layer with no attention to a token. */
    private static LayerTrace without(LayerTrace trace, int token) {
        float[] kept = new float[TOKENS];
        Arrays.fill(kept, 1);
        kept[token] = 0;
        NDArray mask = trace.attention().getManager().create(kept, new Shape(TOKENS));
        return new LayerTrace(
                trace.x(),
                trace.attention().mul(mask),
                trace.values(),
                trace.y(),
                trace.z(),
                trace.preActivation(),
                trace.u(),
                trace.out());
    }
}
