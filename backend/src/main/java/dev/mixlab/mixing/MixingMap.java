package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The maps of one sentence by one method, every layer.
 *
 * @param method id of the method
 * @param layers L
 * @param tokens T
 * @param values [L, T, T] row by row: row i is the token whose new representation is formed, column j the token that contributes
 * @param raw the scores before each row was made to sum to 1 [L, T, T], or null where the method has none
 */
public record MixingMap(String method, int layers, int tokens, float[] values, float @Nullable [] raw) {

    public MixingMap {
        int size = Math.multiplyExact(layers, Math.multiplyExact(tokens, tokens));
        if (values.length != size || (raw != null && raw.length != size)) {
            throw new InvalidInputException(
                    "method %s: %d values for %d layers of %d tokens".formatted(method, values.length, layers, tokens));
        }
    }

    /** Maps of a method that has no raw scores. */
    public static MixingMap of(String method, int layers, int tokens, float[] values) {
        return new MixingMap(method, layers, tokens, values, null);
    }

    /** One score. */
    public float at(int layer, int row, int column) {
        return values[(layer * tokens + row) * tokens + column];
    }

    MixingMap withValues(int newLayers, float[] newValues) {
        return of(method, newLayers, tokens, newValues);
    }
}
