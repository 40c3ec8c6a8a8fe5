package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The description of a scoring method, from which menus, legends, the HTTP interface and the tests over all methods follow.
 *
 * @param id short name, also the name of its tensors in reference files
 * @param name display name
 * @param kind kind of its scores
 * @param family id of the group of methods that it belongs to, such as {@code value_zeroing}
 * @param paper paper in which the method was published
 * @param description one sentence on what a score means
 * @param needs computations that it needs
 * @param range the values that a score can take
 * @param signed whether scores below 0 are meaningful
 * @param normalisesRows whether the rows of the method's raw scores are divided by their sums; then the raw scores are kept too
 * @param rowwise whether each row of a map is formed from that row's activations alone. Where only the target's row is wanted,
 *     such a method gets a context with this row alone; other methods form all rows, of which the target's is kept
 * @param containsLayersBelow whether the map of a layer relates its output to the model's input, all layers below included, where others
 *     relate it to the input of this layer
 * @param singleHeads whether there are maps of single attention heads, which are computed when they are looked at
 * @param baseline whether it is the baseline that other methods should exceed
 * @param aggregations allowed aggregations of its maps over layers, {@link Aggregation#NONE} first
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
        boolean containsLayersBelow,
        boolean singleHeads,
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
     * @param name display name
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
     * @param name display name
     */
    public static MethodInfoBuilder attribution(String id, String name) {
        return new MethodInfoBuilder(id, name, Kind.ATTRIBUTION)
                .range(Range.ANY)
                .signed(true)
                .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER);
    }

    /** Returns whether it costs hundreds of forward passes; such methods are scored only if a run names them. */
    public boolean heavy() {
        return needs.contains(Need.PATH) || needs.contains(Need.JACOBIAN) || needs.contains(Need.INTERVENTION);
    }

    /**
     * Aggregates a map of this method over layers.
     *
     * @throws InvalidInputException if the method's maps cannot be aggregated that way
     */
    public MixingMap aggregate(MixingMap map, Aggregation aggregation) {
        if (aggregation == Aggregation.NONE) {
            return map;
        }
        if (!aggregations.contains(aggregation)) {
            throw new InvalidInputException("the maps of %s cannot be aggregated by %s"
                    .formatted(id, aggregation.name().toLowerCase(Locale.ROOT)));
        }
        return aggregation.apply(map);
    }

    /** The kind of a method's scores. */
    public enum Kind {
        /** A map [T, T] per layer. */
        CONTEXT_MIXING,
        /** One score per token and layer for the prediction at the target. */
        ATTRIBUTION
    }

    /** A computation that a method needs. */
    public enum Need {
        /** The activations of one layer after the other. */
        TRACE,
        /** Gradients with respect to the layers' inputs. */
        GRADIENTS,
        /**
         * Gradients at many points on the path to each layer's input, which cost hundreds of forward passes; such methods must be
         * named by a run.
         */
        PATH,
        /** Whole Jacobians, which cost many forward passes; such methods must be named by a run. */
        JACOBIAN,
        /**
         * A pass from each layer to the answer for every token, which costs hundreds of forward passes; such methods must be named by a
         * run.
         */
        INTERVENTION,
        /** A sentence with its cue in the other number; a sentence of which there is none has no scores. */
        COUNTERFACTUAL
    }

    /**
     * The values that a score can take.
     *
     * @param low the least
     * @param high the greatest; may be infinite
     */
    public record Range(double low, double high) {

        /** The range of shares of a whole. */
        public static final Range SHARE = new Range(0, 1);

        /** The range of all numbers. */
        public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** The range of lengths. */
        public static final Range LENGTH = new Range(0, Double.POSITIVE_INFINITY);
    }
}
