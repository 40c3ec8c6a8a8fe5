package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;

/**
 * Sequences padded to the longest of them.
 *
 * @param ids token ids [B, T], INT64, the padding id after the end of a sequence
 * @param mask 1 for tokens, 0 for padding [B, T], FLOAT32
 * @param lengths the true lengths [B]
 */
public record TokenBatch(NDArray ids, NDArray mask, int[] lengths) {

    /** Returns the number of sequences B. */
    public int size() {
        return lengths.length;
    }

    /** Returns the number of tokens of the longest sequence, T. */
    public int tokens() {
        return Math.toIntExact(ids.getShape().get(1));
    }

    /** Returns whether any sequence is shorter than the longest. */
    public boolean padded() {
        for (int length : lengths) {
            if (length < tokens()) {
                return true;
            }
        }
        return false;
    }
}
