package dev.mixlab.jobs.cost;

import dev.mixlab.encoder.family.EncoderConfig;

/**
 * The memory of the whole program while a run is executed: the program with its libraries, Java's heap, and natively the arrays of scoring,
 * of fine-tuning or of the fitting of a head, whichever are largest, beside which the engine's allocator keeps some that are free again.
 * What a stage took is given back at its end.
 *
 * @param config the encoder
 * @param parameters number of its parameters
 * @param scoring bytes that scoring may use beside the weights
 * @param heapLimit bytes that Java's heap may grow to
 * @param headTokens tokens of a batch that a head is fitted on, or 0 where none is
 */
record MemoryNeed(EncoderConfig config, long parameters, long scoring, long heapLimit, long headTokens) {

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

    /** Layers whose arrays are there at a time while nothing is kept for a backward pass. */
    private static final int LAYERS_AT_ONCE = 2;

    /** The need of a run that fits no head. */
    MemoryNeed(EncoderConfig config, long parameters, long scoring, long heapLimit) {
        this(config, parameters, scoring, heapLimit, 0);
    }

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
        return PROGRAM + heap() + arrays(batch, tokens);
    }

    /** Returns the bytes of arrays alone, of which each run that is executed has its own. */
    long arrays(int batch, int tokens) {
        long largest = Math.max(Math.max(ofScoring(), ofTraining(batch, tokens)), ofHeadFitting(tokens));
        return largest + largest / KEPT;
    }

    /** Returns whether scoring takes most, so that neither a smaller batch nor fewer tokens change anything. */
    boolean scoringDecides(int batch, int tokens) {
        return ofScoring() > Math.max(ofTraining(batch, tokens), ofHeadFitting(tokens));
    }

    /** Returns whether the fitting of the head takes most. */
    boolean headDecides(int batch, int tokens) {
        return ofHeadFitting(tokens) > Math.max(ofTraining(batch, tokens), ofScoring());
    }

    /**
     * Returns the bytes of the fitting of a head: the frozen encoder's weights, some layers of the batch, and for each masked token what
     * fine-tuning has for one.
     */
    private long ofHeadFitting(int tokens) {
        if (headTokens == 0) {
            return 0;
        }
        long layers = LAYERS_AT_ONCE * numbersOfALayer(tokens) * headTokens;
        long head = HEAD * Math.round(HeadFittingCost.MASKED * headTokens) * config.vocabulary();
        return Float.BYTES * (parameters + TRAINED * HeadFittingCost.parameters(config) + layers + head);
    }

    private long ofScoring() {
        return scoring + Float.BYTES * parameters;
    }

    private long ofTraining(int batch, int tokens) {
        return TRAINED * Float.BYTES * parameters + activations(batch, tokens);
    }

    /** Returns the bytes of everything that a forward pass keeps for the backward pass. */
    long activations(int batch, int tokens) {
        long layer = numbersOfALayer(tokens) * tokens;
        return (config.layers() * layer + (long) HEAD * config.vocabulary()) * batch * Float.BYTES;
    }

    /** Returns the numbers that a layer computes for a token of a sentence of so many. */
    private long numbersOfALayer(int tokens) {
        return 12L * config.hidden() + 3L * config.intermediate() + 3L * config.heads() * tokens;
    }
}
