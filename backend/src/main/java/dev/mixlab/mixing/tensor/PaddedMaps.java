package dev.mixlab.mixing.tensor;

import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.tensor.BlockPlan.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Converts between maps of a padded batch and maps of its sequences. */
public final class PaddedMaps {

    private PaddedMaps() {}

    /** Creates a map [R, T] of zeros for each sequence, where T is the sequence's own length, and R is T or 1. */
    public static List<double[]> zeros(TokenBatch batch, int rows) {
        List<double[]> maps = new ArrayList<>();
        for (int length : batch.lengths()) {
            maps.add(new double[formed(rows, batch.tokens(), length) * length]);
        }
        return maps;
    }

    /** Returns one row of a map [T, T]. */
    public static double[] row(double[] map, int tokens, int row) {
        return Arrays.copyOfRange(map, row * tokens, (row + 1) * tokens);
    }

    /** Converts maps [B, R, T] of padded length, where R is T or 1, to one map per sequence of its own length. */
    public static List<double[]> cut(double[] padded, TokenBatch batch) {
        return cut(padded, batch.lengths(), batch.tokens());
    }

    /** Converts maps of sequences with some lengths, padded to {@code tokens} tokens, to one map per sequence of its own length. */
    public static List<double[]> cut(double[] padded, int[] lengths, int tokens) {
        int rows = padded.length / (lengths.length * tokens);
        List<double[]> maps = new ArrayList<>();
        for (int b = 0; b < lengths.length; b++) {
            int length = lengths[b];
            int formed = formed(rows, tokens, length);
            double[] map = new double[formed * length];
            for (int i = 0; i < formed; i++) {
                System.arraycopy(padded, (b * rows + i) * tokens, map, i * length, length);
            }
            maps.add(map);
        }
        return maps;
    }

    private static int formed(int rows, int tokens, int length) {
        return rows == tokens ? length : rows;
    }

    /** Puts scores [n, z, R] of a block, which say what each of z tokens gives to each row, into maps [row, token that gives]. */
    public static void put(TokenBatch batch, Block block, List<double[]> maps, double[] scores) {
        int at = 0;
        int rows = scores.length / (block.sequences() * block.contributors());
        for (int b = block.from(); b < block.end(); b++) {
            int length = batch.lengths()[b];
            int formed = formed(rows, batch.tokens(), length);
            double[] map = maps.get(b);
            for (int j = block.first(); j < block.last(); j++) {
                for (int i = 0; i < rows; i++, at++) {
                    if (i < formed && j < length) {
                        map[i * length + j] = scores[at];
                    }
                }
            }
        }
    }
}
