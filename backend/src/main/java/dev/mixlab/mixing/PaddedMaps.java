package dev.mixlab.mixing;

import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.Shares.Slice;
import java.util.ArrayList;
import java.util.List;

/** Maps of a padded batch. */
final class PaddedMaps {

    private PaddedMaps() {}

    /** A map of zeros for each sequence, each of its own length. */
    static List<double[]> zeros(TokenBatch batch) {
        List<double[]> maps = new ArrayList<>();
        for (int length : batch.lengths()) {
            maps.add(new double[length * length]);
        }
        return maps;
    }

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

    /** Puts scores [n, z, T] of a slice, which say what each of z tokens gives to each row, into maps [row, token that gives]. */
    static void put(TokenBatch batch, Slice slice, List<double[]> maps, double[] scores) {
        int at = 0;
        for (int b = slice.from(); b < slice.end(); b++) {
            int length = batch.lengths()[b];
            double[] map = maps.get(b);
            for (int j = slice.first(); j < slice.last(); j++) {
                for (int i = 0; i < batch.tokens(); i++, at++) {
                    if (i < length && j < length) {
                        map[i * length + j] = scores[at];
                    }
                }
            }
        }
    }

    /** Puts scores [n, z] of a slice, which say what each of z tokens gives to itself, into maps. */
    static void putDiagonal(TokenBatch batch, Slice slice, List<double[]> maps, double[] scores) {
        int at = 0;
        for (int b = slice.from(); b < slice.end(); b++) {
            int length = batch.lengths()[b];
            for (int i = slice.first(); i < slice.last(); i++, at++) {
                if (i < length) {
                    maps.get(b)[i * length + i] = scores[at];
                }
            }
        }
    }
}
