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
 * @param deltas what each layer's scores miss of the sum they should have (completeness) [L], or null where the method promises none
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

    /** Whether it holds the row of every token, and not the target's alone. */
    public boolean whole() {
        return rows == tokens;
    }

    /** One score; {@code row} is a token where the map is whole, else 0. */
    public float at(int layer, int row, int column) {
        return values[(layer * rows + row) * tokens + column];
    }

    /** The row of a token [L, T]; where the map has the target's row alone, that one. */
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
