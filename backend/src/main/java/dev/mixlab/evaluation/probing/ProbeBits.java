package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.Probing.DrawnOrder;
import dev.mixlab.evaluation.probing.Probing.LayerResult;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import dev.mixlab.evaluation.statistics.Digits;
import java.util.Arrays;
import java.util.List;

/**
 * The bits of every sentence's label in one layer, by order of transmission; six significant digits.
 *
 * @param layer 0 for the embedding output
 * @param labels bits of the labels, by index of the sentence [orders][n]
 * @param control bits of the labels that are dealt out at random [orders][n]
 */
public record ProbeBits(int layer, List<List<Double>> labels, List<List<Double>> control) {

    /** The name under which those of a layer are stored. */
    public static String name(ProbingMode mode) {
        return mode.evaluation() + "_bits";
    }

    static ProbeBits of(LayerResult result) {
        return new ProbeBits(result.layer(), rounded(result.labels()), rounded(result.control()));
    }

    private static List<List<Double>> rounded(RepeatedCode code) {
        return code.bits().stream()
                .map(bits -> Arrays.stream(bits).mapToObj(Digits::round).toList())
                .toList();
    }

    /**
     * The orders in which labels are transmitted.
     *
     * @param orders one after the other
     */
    public record Orders(List<DrawnOrder> orders) {

        /** The name under which they are stored. */
        public static String name(ProbingMode mode) {
            return mode.evaluation() + "_orders";
        }
    }
}
