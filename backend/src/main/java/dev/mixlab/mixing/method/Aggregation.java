package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/** The way in which the maps of all layers of one sentence are combined. */
public enum Aggregation {
    /** Each layer's map stands for itself. */
    NONE {
        @Override
        public MixingMap apply(MixingMap map) {
            return map.withValues(map.layers(), map.values());
        }
    },
    /** Products of the maps up to each layer: R(0) = A(0), R(l) = A(l) R(l-1). */
    ROLLOUT {
        @Override
        public MixingMap apply(MixingMap map) {
            return rollout(map, map.values());
        }
    },
    /** Rollout of maps to which the identity is added, rows divided by their sums (Abnar and Zuidema 2020). */
    ROLLOUT_RESIDUAL {
        @Override
        public MixingMap apply(MixingMap map) {
            return rollout(map, withIdentity(map));
        }
    },
    /** Products of the raw scores up to each layer, rows as long as they are (Modarressi et al. 2022). */
    ROLLOUT_RAW {
        @Override
        public MixingMap apply(MixingMap map) {
            float[] raw = map.raw();
            if (raw == null) {
                throw new InvalidInputException("%s has no raw scores".formatted(map.method()));
            }
            return rollout(map, raw);
        }
    },
    /** The map of the last layer. */
    LAST_LAYER {
        @Override
        public MixingMap apply(MixingMap map) {
            int size = map.rows() * map.tokens();
            return map.withValues(1, Arrays.copyOfRange(map.values(), (map.layers() - 1) * size, map.layers() * size));
        }
    };

    /** Returns whether it needs the rows of all tokens and not only that of the target. */
    public boolean needsWholeMaps() {
        return this != NONE && this != LAST_LAYER;
    }

    /** Returns the aggregated map [L, T, T], or [1, T, T] for the last layer, without raw scores. */
    public abstract MixingMap apply(MixingMap map);

    private static float[] withIdentity(MixingMap map) {
        requireWhole(map);
        int size = map.tokens() * map.tokens();
        float[] values = new float[map.values().length];
        for (int layer = 0; layer < map.layers(); layer++) {
            double[] one = new double[size];
            for (int i = 0; i < size; i++) {
                one[i] = map.values()[layer * size + i];
            }
            addIdentity(one, map.tokens());
            for (int i = 0; i < size; i++) {
                values[layer * size + i] = (float) one[i];
            }
        }
        return values;
    }

    /** Adds the identity to a map [T, T] and divides its rows by their sums, in place. */
    public static void addIdentity(double[] map, int tokens) {
        for (int row = 0; row < tokens; row++) {
            int start = row * tokens;
            map[start + row] += 1;
            double sum = 0;
            for (int j = start; j < start + tokens; j++) {
                sum += map[j];
            }
            for (int j = start; j < start + tokens; j++) {
                map[j] /= sum;
            }
        }
    }

    private static void requireWhole(MixingMap map) {
        if (!map.whole()) {
            throw new InvalidInputException(
                    "%s has the target's row alone; rollout needs whole maps".formatted(map.method()));
        }
    }

    private static MixingMap rollout(MixingMap map, float[] values) {
        requireWhole(map);
        int tokens = map.tokens();
        int size = tokens * tokens;
        float[] products = new float[values.length];
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            product[i] = values[i];
        }
        for (int layer = 0; layer < map.layers(); layer++) {
            if (layer > 0) {
                product = multiply(values, layer * size, product, tokens);
            }
            for (int i = 0; i < size; i++) {
                products[layer * size + i] = (float) product[i];
            }
        }
        return map.withValues(map.layers(), products);
    }

    private static double[] multiply(float[] left, int offset, double[] right, int tokens) {
        double[] product = new double[tokens * tokens];
        for (int i = 0; i < tokens; i++) {
            for (int k = 0; k < tokens; k++) {
                double factor = left[offset + i * tokens + k];
                for (int j = 0; j < tokens; j++) {
                    product[i * tokens + j] += factor * right[k * tokens + j];
                }
            }
        }
        return product;
    }
}
