package dev.mixlab.mixing.method;

import java.util.List;
import java.util.Set;

/**
 * What a scoring method states about itself. Menus, legends, the HTTP interface and the tests over all methods follow from it.
 *
 * @param id short name, also the name of its tensors in reference files
 * @param name the name that people see
 * @param kind what its scores are
 * @param family id of the group of methods that it belongs to, such as {@code value_zeroing}
 * @param paper where the method comes from
 * @param description one sentence on what a score means
 * @param needs what has to be computed for it
 * @param range the values that a score can take
 * @param signed whether scores below 0 have a meaning
 * @param normalisesRows whether the rows of the method's raw scores are divided by their sums; then the raw scores are kept too
 * @param rowwise whether each row of a map is formed from that row's activations alone. Where only the target's row is wanted,
 *     such a method gets a context with this row alone; other methods form all rows, of which the target's is kept
 * @param baseline whether other methods are compared with it as the least that a method should reach
 * @param aggregations what may be done to its maps over layers, {@link Aggregation#NONE} first
 */
public record MethodInfo(
        String id,
        String name,
        Kind kind,
        String family,
        String paper,
        String description,
        Set<Need> needs,
        Range range,
        boolean signed,
        boolean normalisesRows,
        boolean rowwise,
        boolean baseline,
        List<Aggregation> aggregations) {

    public MethodInfo {
        needs = Set.copyOf(needs);
        aggregations = List.copyOf(aggregations);
    }

    /**
     * Begins the description of a context-mixing method that reads the trace of a forward pass, whose maps are normalised by rows,
     * can be rolled out, and have scores from 0 to 1.
     *
     * @param id short name
     * @param name the name that people see
     */
    public static MethodInfoBuilder contextMixing(String id, String name) {
        return new MethodInfoBuilder(id, name, Kind.CONTEXT_MIXING)
                .range(Range.SHARE)
                .normalisesRows(true)
                .aggregations(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER);
    }

    /**
     * Begins the description of an attribution method that reads the trace of a forward pass and has signed scores.
     *
     * @param id short name
     * @param name the name that people see
     */
    public static MethodInfoBuilder attribution(String id, String name) {
        return new MethodInfoBuilder(id, name, Kind.ATTRIBUTION)
                .range(Range.ANY)
                .signed(true)
                .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER);
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
