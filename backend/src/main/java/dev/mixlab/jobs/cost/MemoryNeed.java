package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;

/**
 * The memory of the whole program while a run is executed: the program with its libraries, Java's heap, and natively the arrays of scoring
 * or of fine-tuning, whichever are larger, beside which the engine's allocator keeps some that are free again. What a stage took is given
 * back at its end.
 *
 * @param config the encoder
 * @param parameters number of its parameters
 * @param scoring bytes that scoring may use beside the weights
 * @param heapLimit bytes that Java's heap may grow to
 */
record MemoryNeed(EncoderConfig config, long parameters, long scoring, long heapLimit) {

    /** Java, and the engine's libraries. */
    private static final long PROGRAM = 450_000_000L;

    /** What Java's heap grows to beside tensors where it may: what is collected late counts too. */
    private static final long HEAP = 700_000_000L;

    /** What Java's heap must hold beside tensors: the database's cache, encoded sentences, maps that are being written. */
    private static final long LEAST_HEAP = 150_000_000L;

    /** Copies of one tensor that the heap holds while it is read or written. */
    private static final int COPIES = 3;

    /** The allocator keeps up to one part in this many of the arrays' bytes beside them. */
    private static final int KEPT = 4;

    /** Weights, gradients and two moments. */
    private static final int TRAINED = 4;

    /** Logits, their soft-max, and the gradients of both. */
    private static final int HEAD = 4;

    /** Returns the bytes of heap without which the run fails: tensors are read and written one at a time. */
    long leastHeap() {
        return LEAST_HEAP + COPIES * largestTensor();
    }

    /** Returns the bytes that the heap is expected to grow to. */
    private long heap() {
        return Math.min(heapLimit, HEAP + COPIES * largestTensor());
    }

    private long largestTensor() {
        long words = (long) config.vocabulary() * config.embeddings().size();
        return Float.BYTES * Math.max(words, (long) config.hidden() * config.intermediate());
    }

    /**
     * Returns the bytes in all.
     *
     * @param batch number of sentences of a step of fine-tuning
     * @param tokens number of tokens of the longest of them
     */
    long bytes(int batch, int tokens) {
        long arrays = Math.max(ofScoring(), ofTraining(batch, tokens));
        return PROGRAM + heap() + arrays + arrays / KEPT;
    }

    /** Returns whether scoring takes more than fine-tuning, so that a smaller batch changes nothing. */
    boolean scoringDecides(int batch, int tokens) {
        return ofScoring() > ofTraining(batch, tokens);
    }

    private long ofScoring() {
        return scoring + Float.BYTES * parameters;
    }

    private long ofTraining(int batch, int tokens) {
        return TRAINED * Float.BYTES * parameters + activations(batch, tokens);
    }

    /** Returns the bytes of everything that a forward pass keeps for the backward pass. */
    long activations(int batch, int tokens) {
        long layer = (12L * config.hidden() + 3L * config.intermediate() + 3L * config.heads() * tokens) * tokens;
        return (config.layers() * layer + (long) HEAD * config.vocabulary()) * batch * Float.BYTES;
    }
}
