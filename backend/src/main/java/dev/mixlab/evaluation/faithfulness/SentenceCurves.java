package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The deletion curves of one sentence; six significant digits.
 *
 * @param whole p(good word) of the unchanged sentence
 * @param views one entry per method variant that has a map of the sentence
 * @param random the mean over random orders
 */
public record SentenceCurves(double whole, List<VariantPoints> views, Points random) {

    /** The name under which they are stored; the index of the sentence is the number. */
    public static final String NAME = "deletion_curves";

    /**
     * The curves of one method variant.
     *
     * @param view the method and aggregation
     * @param layers curves by layer
     */
    public record VariantPoints(MethodVariant view, List<Points> layers) {}

    /**
     * p(good word) for each share of tokens.
     *
     * @param without without the top tokens [K]
     * @param only with only the top tokens and the target [K]
     */
    public record Points(List<Double> without, List<Double> only) {

        private static Points of(DeletionCurve curve) {
            return new Points(rounded(curve.without()), rounded(curve.only()));
        }

        private static List<Double> rounded(double[] values) {
            return Arrays.stream(values).mapToObj(Digits::round).toList();
        }
    }

    /** Of the variants in the order of the curves. */
    static SentenceCurves of(List<MethodVariant> variants, SentenceDeletion deletion) {
        return new SentenceCurves(
                Digits.round(deletion.random().probability()),
                IntStream.range(0, variants.size())
                        .mapToObj(v -> new VariantPoints(
                                variants.get(v),
                                deletion.curves().get(v).stream()
                                        .map(Points::of)
                                        .toList()))
                        .toList(),
                Points.of(deletion.random()));
    }
}
