package dev.mixlab.mixing.method;

import java.util.List;
import java.util.Set;

/**
 * What a scoring method says of itself. Menus, legends, the API and the tests over all methods follow from it.
 *
 * @param id short name, also that of its tensors in reference files
 * @param name the name to show
 * @param kind what its scores are
 * @param paper where the method comes from
 * @param description one sentence on what a score means
 * @param needs what has to be computed for it
 * @param range the values that a score can take
 * @param signed whether scores below 0 have a meaning
 * @param aggregations what may be done to its maps over layers, {@link Aggregation#NONE} first
 */
public record MethodInfo(
        String id,
        String name,
        Kind kind,
        String paper,
        String description,
        Set<Need> needs,
        Range range,
        boolean signed,
        List<Aggregation> aggregations) {

    public MethodInfo {
        needs = Set.copyOf(needs);
        aggregations = List.copyOf(aggregations);
    }

    /** Whether it takes hundreds of times a forward pass; such methods are scored only when asked for by name. */
    public boolean heavy() {
        return needs.contains(Need.PATH) || needs.contains(Need.JACOBIAN);
    }

    /** What the scores of a method are. */
    public enum Kind {
        /** a map [T, T] per layer */
        CONTEXT_MIXING,
        /** one score per token and layer for the prediction at the target */
        ATTRIBUTION
    }

    /** What a method reads of a forward pass. */
    public enum Need {
        /** the activations of one layer after the other */
        TRACE,
        /** gradients with respect to the layers' inputs */
        GRADIENTS,
        /** gradients at many points on the way to each layer's input, hundreds of forward passes; scored only when asked for by name */
        PATH,
        /** whole Jacobians, which take many times a forward pass; such methods are scored only when asked for by name */
        JACOBIAN
    }

    /**
     * The values that a score can take.
     *
     * @param low the least
     * @param high the greatest; may be infinite
     */
    public record Range(double low, double high) {

        /** Shares of a whole. */
        public static final Range SHARE = new Range(0, 1);

        /** Any number. */
        public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** A length. */
        public static final Range LENGTH = new Range(0, Double.POSITIVE_INFINITY);
    }
}
