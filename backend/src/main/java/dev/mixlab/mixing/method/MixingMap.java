package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one sentence by one method, every layer. R is T for whole maps, or 1 where only the target's row is there:
 * attributions, and maps scored for the target alone.
 *
 * @param method id of the method
 * @param layers L
 * @param rows R
 * @param tokens T
 * @param values [L, R, T] row by row: row i is the token whose new representation is formed, column j the token that contributes
 * @param raw the scores before each row was made to sum to 1 [L, R, T], or null where the method has none
 * @param deltas difference of each layer's scores to the sum that completeness requires [L], or null if the method is not complete
 */
public record MixingMap(
        String method,
        int layers,
        int rows,
        int tokens,
        float[] values,
        float @Nullable [] raw,
        float @Nullable [] deltas) {

    public MixingMap {
        int size = Math.multiplyExact(layers, Math.multiplyExact(rows, tokens));
        if (values.length != size || (raw != null && raw.length != size)) {
            throw new InvalidInputException("method %s: %s values for %s layers of %s rows of %s tokens"
                    .formatted(method, values.length, layers, rows, tokens));
        }
        if (rows != tokens && rows != 1) {
            throw new InvalidInputException(
                    "method %s: %s rows of %s tokens; a map has all rows or one".formatted(method, rows, tokens));
        }
        if (deltas != null && deltas.length != layers) {
            throw new InvalidInputException(
                    "method %s: %s deltas for %s layers".formatted(method, deltas.length, layers));
        }
    }

    /** Whole maps of a method that has no raw scores. */
    public static MixingMap of(String method, int layers, int tokens, float[] values) {
        return new MixingMap(method, layers, tokens, tokens, values, null, null);
    }

    /** Returns a copy of the map that holds the scores before rows were divided by their sums. */
    public MixingMap withRaw(float[] before) {
        return new MixingMap(method, layers, rows, tokens, values, before, deltas);
    }

    /** Returns whether the map has the rows of all tokens and not only that of the target. */
    public boolean whole() {
        return rows == tokens;
    }

    /** Returns one score; {@code row} is a token if the map has all rows, otherwise 0. */
    public float at(int layer, int row, int column) {
        return values[(layer * rows + row) * tokens + column];
    }

    /** Returns the row of a token [L, T], or that of the target if the map has no other. */
    public float[] row(int token) {
        float[] row = new float[layers * tokens];
        for (int layer = 0; layer < layers; layer++) {
            int from = (layer * rows + (whole() ? token : 0)) * tokens;
            System.arraycopy(values, from, row, layer * tokens, tokens);
        }
        return row;
    }

    MixingMap withValues(int newLayers, float[] newValues) {
        return new MixingMap(method, newLayers, rows, tokens, newValues, null, null);
    }
}
