package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.MethodVariant;
import java.util.List;

/**
 * The deletion curves of one layer: means over the sampled sentences.
 *
 * @param layer index of the layer; variants of the last layer alone are in the table of every layer
 * @param shares fractions of the tokens other than the target [K]
 * @param examples number of sampled sentences
 * @param whole mean p(good word) of the unchanged sentences
 * @param views one entry per method variant
 * @param random the mean over random orders
 */
public record DeletionTable(
        int layer, List<Double> shares, int examples, double whole, List<VariantCurves> views, Curves random) {

    /** The name under which the table of every layer is stored. */
    public static final String NAME = "deletion";

    /**
     * The curves of one method variant.
     *
     * @param view the method and aggregation
     * @param curves its curves
     */
    public record VariantCurves(MethodVariant view, Curves curves) {}

    /**
     * The mean p(good word) over the fractions of tokens.
     *
     * @param without without the top tokens
     * @param only with only the top tokens and the target
     */
    public record Curves(Curve without, Curve only) {}

    /**
     * A curve with 95 % intervals, six significant digits [K].
     *
     * @param mean means over sentences
     * @param low lower ends
     * @param high upper ends
     */
    public record Curve(List<Double> mean, List<Double> low, List<Double> high) {}
}
