package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.attention.AttentionFlow;
import dev.mixlab.mixing.attention.ContributionWeights;
import dev.mixlab.mixing.attention.RawAttention;
import dev.mixlab.mixing.decompx.DecompXNorm;
import dev.mixlab.mixing.jacobian.HiddenTokenAttribution;
import dev.mixlab.mixing.jacobian.HiddenTokenAttributionGlobal;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.norms.Alti;
import dev.mixlab.mixing.norms.Alti.Definition;
import dev.mixlab.mixing.norms.AttentionNorm;
import dev.mixlab.mixing.norms.AttentionNorm.Extent;
import dev.mixlab.mixing.valuezeroing.ValueZeroing;
import dev.mixlab.mixing.valuezeroing.ValueZeroing.Distance;
import java.util.List;
import java.util.stream.Collectors;

/** The context-mixing methods that this program knows. */
public final class ContextMixingMethods {

    private static final List<ContextMixingMethod> ALL = List.of(
            new ValueZeroing(Distance.COSINE),
            new ValueZeroing(Distance.EUCLIDEAN),
            new ValueZeroing(Distance.EUCLIDEAN_NORMALISED),
            new ValueZeroing(Distance.L1),
            new ValueZeroing(Distance.L1_NORMALISED),
            new RawAttention(),
            new AttentionFlow(),
            new ContributionWeights(),
            new AttentionNorm(Extent.ATTENTION),
            new AttentionNorm(Extent.RESIDUAL),
            new AttentionNorm(Extent.FIRST_LAYER_NORM),
            new AttentionNorm(Extent.BOTH_LAYER_NORMS),
            new Alti(Definition.PUBLISHED_CODE),
            new Alti(Definition.PAPER),
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

    /**
     * Returns the method of an id that has maps of single heads.
     *
     * @throws InvalidInputException naming those that have, if it is none of them
     */
    public static ContextMixingMethod withSingleHeads(String id) {
        List<ContextMixingMethod> some =
                ALL.stream().filter(method -> method.info().singleHeads()).toList();
        return some.stream()
                .filter(method -> method.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("single heads exist for %s, not for %s"
                        .formatted(
                                some.stream().map(method -> method.info().id()).collect(Collectors.joining(", ")),
                                id)));
    }
}
