package dev.mixlab.mixing;

import dev.mixlab.encoder.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps of a padded batch. */
final class PaddedMaps {

    private PaddedMaps() {}

    /** One row of a map [T, T]. */
    static double[] row(double[] map, int tokens, int row) {
        return Arrays.copyOfRange(map, row * tokens, (row + 1) * tokens);
    }

    /** Maps [B, R, T] of padded length, R = T or 1, to one map per sequence, each of its own length. */
    static List<double[]> cut(double[] padded, TokenBatch batch) {
        int tokens = batch.tokens();
        int rows = padded.length / (batch.size() * tokens);
        List<double[]> maps = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.lengths()[b];
            int formed = rows == tokens ? length : rows;
            double[] map = new double[formed * length];
            for (int i = 0; i < formed; i++) {
                System.arraycopy(padded, (b * rows + i) * tokens, map, i * length, length);
            }
            maps.add(map);
        }
        return maps;
    }
}
