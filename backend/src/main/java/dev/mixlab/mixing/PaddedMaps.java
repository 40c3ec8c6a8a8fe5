package dev.mixlab.mixing;

import dev.mixlab.encoder.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/** Maps of a padded batch. */
final class PaddedMaps {

    private PaddedMaps() {}

    /** Maps [B, T, T] of padded length to one map per sequence, each of its own length. */
    static List<double[]> cut(double[] padded, TokenBatch batch) {
        int tokens = batch.tokens();
        List<double[]> maps = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.lengths()[b];
            double[] map = new double[length * length];
            for (int i = 0; i < length; i++) {
                System.arraycopy(padded, (b * tokens + i) * tokens, map, i * length, length);
            }
            maps.add(map);
        }
        return maps;
    }
}
