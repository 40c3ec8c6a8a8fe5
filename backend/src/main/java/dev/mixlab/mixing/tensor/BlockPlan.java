package dev.mixlab.mixing.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes through a layer together. Value vectors go in larger shares than what is formed of them for each row, as each
 * needs the whole of a large matrix.
 *
 * @param sequences sequences of which values are taken together
 * @param values of each, the tokens whose values are taken together
 * @param together of these sequences, those whose rows are formed together
 * @param rowed of these tokens, those whose rows are formed together
 */
public record BlockPlan(int sequences, int values, int together, int rowed) {

    private static final int VALUES = 64;

    /**
     * Some sequences, and of their tokens those that give.
     *
     * @param from first sequence
     * @param end sequence after the last
     * @param first first token that gives
     * @param last token that gives after the last
     */
    public record Slice(int from, int end, int first, int last) {

        public int sequences() {
            return end - from;
        }

        public int giving() {
            return last - first;
        }
    }

    /**
     * Shares of sequences of that length, in which about so many rows are formed together: at most half as many again, and
     * those of one token.
     *
     * @param rows that each token gives to
     */
    public static BlockPlan of(int about, int rows, int tokens) {
        double sequence = (double) rows * tokens;
        int together = (int) Math.max(1, Math.round(about / sequence));
        int pieces = (int) Math.max(1, Math.round(sequence / about));
        int rowed = (tokens + pieces - 1) / pieces;
        int sequences = together * Math.max(1, VALUES / (together * tokens));
        return new BlockPlan(sequences, Math.min(tokens, Math.max(rowed, VALUES)), together, rowed);
    }

    /** A batch of sequences of padded length in shares of values. */
    public List<Slice> ofValues(int size, int tokens) {
        return cut(new Slice(0, size, 0, tokens), sequences, values);
    }

    /** A share of values in shares of rows. */
    public List<Slice> ofRows(Slice share) {
        return cut(share, together, rowed);
    }

    private static List<Slice> cut(Slice whole, int sequences, int tokens) {
        List<Slice> slices = new ArrayList<>();
        for (int from = whole.from(); from < whole.end(); from += sequences) {
            int end = Math.min(whole.end(), from + sequences);
            for (int first = whole.first(); first < whole.last(); first += tokens) {
                slices.add(new Slice(from, end, first, Math.min(whole.last(), first + tokens)));
            }
        }
        return slices;
    }
}
