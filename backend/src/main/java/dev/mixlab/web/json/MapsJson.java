package dev.mixlab.web.json;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's Maps.
 *
 * @param rows rows of each map: the number of tokens, or 1 if there is only the target's row
 * @param values [layers][rows][tokens], six significant digits
 * @param raw like values, or null
 */
public record MapsJson(
        String method,
        Aggregation aggregation,
        int layers,
        int rows,
        int tokens,
        float[][][] values,
        float @Nullable [][][] raw,
        float @Nullable [] deltas) {

    public static MapsJson of(MixingMap map, Aggregation aggregation) {
        float[] raw = map.raw();
        return new MapsJson(
                map.method(),
                aggregation,
                map.layers(),
                map.rows(),
                map.tokens(),
                nested(map, map.values()),
                raw == null ? null : nested(map, raw),
                map.deltas());
    }

    /** Writes the map as float32, little endian, [layers, rows, tokens] row by row. */
    public static Buffer binary(MixingMap map) {
        Buffer bytes = Buffer.buffer(map.values().length * Float.BYTES);
        for (float value : map.values()) {
            bytes.appendFloatLE(value);
        }
        return bytes;
    }

    /** Returns the headers that tell the shape of a binary map. */
    public static Map<String, String> headers(MixingMap map) {
        return Map.of(
                "Mixlab-Layers", String.valueOf(map.layers()),
                "Mixlab-Rows", String.valueOf(map.rows()),
                "Mixlab-Tokens", String.valueOf(map.tokens()));
    }

    private static float[][][] nested(MixingMap map, float[] flat) {
        int tokens = map.tokens();
        float[][][] nested = new float[map.layers()][map.rows()][tokens];
        int next = 0;
        for (float[][] layer : nested) {
            for (float[] row : layer) {
                for (int column = 0; column < tokens; column++) {
                    row[column] = round(flat[next++]);
                }
            }
        }
        return nested;
    }

    /** Rounds to six significant digits. */
    static float round(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return value;
        }
        int exponent = 5 - (int) Math.floor(Math.log10(Math.abs((double) value)));
        double scale = Math.pow(10, Math.abs(exponent));
        double rounded = exponent >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
        return (float) rounded;
    }
}
