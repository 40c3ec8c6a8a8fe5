package dev.mixlab.evaluation.quantity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quantities of one layer, or of one head, sentence by sentence; six significant digits.
 *
 * @param layer 0 for the output of the embeddings
 * @param head from 0; null if the quantities belong to the whole layer
 * @param sentences indices of the sentences that have values, ascending [n]
 * @param values by id of the quantity, NaN where undefined [n]
 */
public record QuantityValues(
        int layer, @Nullable Integer head, List<Integer> sentences, Map<String, List<Double>> values) {

    /** The name under which those of an evaluation are stored. */
    public static String name(String evaluation) {
        return evaluation + "_values";
    }
}
