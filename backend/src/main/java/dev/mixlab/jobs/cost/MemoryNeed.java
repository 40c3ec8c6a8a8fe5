package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;

/**
 * The memory of the whole program while a run is executed: the program with its libraries, Java's heap, and natively the arrays of scoring
 * and of fine-tuning, one after the other, of which the engine's allocator keeps what is free again.
 *
 * @param config the encoder
 * @param parameters number of its parameters
 * @param scoring bytes that scoring may use beside the weights
 * @param heapLimit bytes that Java's heap may grow to
 */
record MemoryNeed(EncoderConfig config, long parameters, long scoring, long heapLimit) {

    /** Java, and the engine's libraries. */
    private static final long PROGRAM = 450_000_000L;

    /** What Java's heap grows to beside training states where it may: what is collected late counts too. */
    private static final long HEAP = 850_000_000L;

    /** What Java's heap must hold beside training states: the database's cache, encoded sentences, maps that are being written. */
    private static final long LEAST_HEAP = 150_000_000L;

    /** The allocator keeps up to one part in this many of the arrays' bytes beside them. */
    private static final int KEPT = 4;

    /** Weights, gradients and two moments. */
    private static final int TRAINED = 4;

    /** Logits, their soft-max, and the gradients of both. */
    private static final int HEAD = 4;

    /** Returns the bytes of heap without which the run fails: at the end of an epoch, the training state is copied there. */
    long leastHeap() {
        return LEAST_HEAP + DiskNeed.trainingState(parameters);
    }

    /** Returns the bytes that the heap is expected to grow to. */
    private long heap() {
        return Math.min(heapLimit, HEAP + DiskNeed.trainingState(parameters));
    }

    /**
     * Returns the bytes in all.
     *
     * @param batch number of sentences of a step of fine-tuning
     * @param tokens number of tokens of the longest of them
     */
    long bytes(int batch, int tokens) {
        long weights = Float.BYTES * parameters;
        long arrays = scoring + TRAINED * weights + activations(batch, tokens);
        return PROGRAM + heap() + arrays + arrays / KEPT;
    }

    /** Returns the bytes of everything that a forward pass keeps for the backward pass. */
    long activations(int batch, int tokens) {
        long layer = (12L * config.hidden() + 3L * config.intermediate() + 3L * config.heads() * tokens) * tokens;
        return (config.layers() * layer + (long) HEAD * config.vocabulary()) * batch * Float.BYTES;
    }
}
