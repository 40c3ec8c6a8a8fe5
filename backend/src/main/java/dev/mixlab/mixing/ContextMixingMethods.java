package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
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
