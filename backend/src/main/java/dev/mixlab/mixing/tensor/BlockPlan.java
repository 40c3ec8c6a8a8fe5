package dev.mixlab.mixing.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * The division of the pairs of contributing and receiving tokens of a batch into blocks that pass through a layer together. Value
 * vectors are multiplied in larger blocks than the vectors of each row, because each product reads the whole of a large matrix.
 *
 * @param valueSequences number of sequences whose values form a block
 * @param valueTokens number of tokens of each whose values form a block
 * @param rowSequences number of these sequences whose rows form a block
 * @param rowTokens number of these tokens whose rows form a block
 */
public record BlockPlan(int valueSequences, int valueTokens, int rowSequences, int rowTokens) {

    /** Tokens per block of values: enough for a matrix product to run at full speed. */
    private static final int VALUE_TOKENS = 64;

    /**
     * Some sequences, and some of their tokens as contributors.
     *
     * @param from first sequence
     * @param end sequence after the last
     * @param first first contributing token
     * @param last contributing token after the last
     */
    public record Block(int from, int end, int first, int last) {

        /** Returns the number of sequences. */
        public int sequences() {
            return end - from;
        }

        /** Returns the number of contributing tokens. */
        public int contributors() {
            return last - first;
        }
    }

    /**
     * Plans blocks for sequences of one length, in which about {@code about} rows are formed together: at most half as many
     * again, and at least those of one token.
     *
     * @param about wanted number of rows per block
     * @param rows number of rows that each token contributes to
     * @param tokens padded length of the sequences
     */
    public static BlockPlan of(int about, int rows, int tokens) {
        double sequence = (double) rows * tokens;
        int rowSequences = (int) Math.max(1, Math.round(about / sequence));
        int pieces = (int) Math.max(1, Math.round(sequence / about));
        int rowTokens = (tokens + pieces - 1) / pieces;
        int valueSequences = rowSequences * Math.max(1, VALUE_TOKENS / (rowSequences * tokens));
        return new BlockPlan(
                valueSequences, Math.min(tokens, Math.max(rowTokens, VALUE_TOKENS)), rowSequences, rowTokens);
    }

    /** Cuts a batch of sequences of padded length into blocks of values. */
    public List<Block> valueBlocks(int size, int tokens) {
        return cut(new Block(0, size, 0, tokens), valueSequences, valueTokens);
    }

    /** Cuts a block of values into blocks of rows. */
    public List<Block> rowBlocks(Block values) {
        return cut(values, rowSequences, rowTokens);
    }

    private static List<Block> cut(Block whole, int sequences, int tokens) {
        List<Block> blocks = new ArrayList<>();
        for (int from = whole.from(); from < whole.end(); from += sequences) {
            int end = Math.min(whole.end(), from + sequences);
            for (int first = whole.first(); first < whole.last(); first += tokens) {
                blocks.add(new Block(from, end, first, Math.min(whole.last(), first + tokens)));
            }
        }
        return blocks;
    }
}
