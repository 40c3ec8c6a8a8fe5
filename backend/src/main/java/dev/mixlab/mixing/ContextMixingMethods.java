package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.attention.AttentionFlow;
import dev.mixlab.mixing.attention.RawAttention;
import dev.mixlab.mixing.decompx.DecompXNorm;
import dev.mixlab.mixing.jacobian.HiddenTokenAttribution;
import dev.mixlab.mixing.jacobian.HiddenTokenAttributionGlobal;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.norms.Alti;
import dev.mixlab.mixing.norms.AltiOfPaper;
import dev.mixlab.mixing.norms.AttentionNorm;
import dev.mixlab.mixing.norms.AttentionNormResidual;
import dev.mixlab.mixing.norms.AttentionNormResidualLayerNorm;
import dev.mixlab.mixing.norms.GlobEnc;
import dev.mixlab.mixing.valuezeroing.ValueZeroingCosine;
import dev.mixlab.mixing.valuezeroing.ValueZeroingEuclidean;
import dev.mixlab.mixing.valuezeroing.ValueZeroingEuclideanNormalised;
import dev.mixlab.mixing.valuezeroing.ValueZeroingL1;
import dev.mixlab.mixing.valuezeroing.ValueZeroingL1Normalised;
import java.util.List;
import java.util.stream.Collectors;

/** The context-mixing methods that this program knows. */
public final class ContextMixingMethods {

    private static final List<ContextMixingMethod> ALL = List.of(
            new ValueZeroingCosine(),
            new ValueZeroingEuclidean(),
            new ValueZeroingEuclideanNormalised(),
            new ValueZeroingL1(),
            new ValueZeroingL1Normalised(),
            new RawAttention(),
            new AttentionFlow(),
            new AttentionNorm(),
            new AttentionNormResidual(),
            new AttentionNormResidualLayerNorm(),
            new GlobEnc(),
            new Alti(),
            new AltiOfPaper(),
            new DecompXNorm(),
            new HiddenTokenAttribution(),
            new HiddenTokenAttributionGlobal(),
            new RandomScores());

    private ContextMixingMethods() {}

    /** Every method, in the order in which they are shown. */
    public static List<ContextMixingMethod> all() {
        return ALL;
    }

    /** The method of that id. */
    public static ContextMixingMethod of(String id) {
        return ALL.stream()
                .filter(method -> method.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown context-mixing method %s, only %s"
                        .formatted(
                                id,
                                ALL.stream().map(method -> method.info().id()).collect(Collectors.joining(", ")))));
    }
}
