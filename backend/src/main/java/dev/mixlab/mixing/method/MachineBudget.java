package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;

/**
 * The memory and threads that a computation may use.
 *
 * @param bytes native memory beside the weights, for the activations of all batches in parallel
 * @param blockRows rows per matrix product for a model of BERT-base's size: enough for full speed, few enough for the results to stay in
 *     the processor's cache
 * @param threads maximum number of batches in parallel
 */
public record MachineBudget(long bytes, int blockRows, int threads) {

    private static final int LARGEST_BATCH = 64;
    private static final int BLOCK_ROWS = 480;
    private static final double INNER_UNITS = 3072;

    public MachineBudget {
        if (bytes <= 0 || blockRows <= 0 || threads <= 0) {
            throw new InvalidInputException(
                    "budget of %s bytes, blocks of %s rows and %s threads".formatted(bytes, blockRows, threads));
        }
    }

    /** Creates a budget with as many threads as the machine has processors. */
    public MachineBudget(long bytes, int blockRows) {
        this(bytes, blockRows, Runtime.getRuntime().availableProcessors());
    }

    /** Returns a budget of a quarter of the maximum Java heap, but at least 64 MiB. */
    public static MachineBudget ofMachine() {
        return of(Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));
    }

    /** Returns a budget of that many bytes, with blocks that suit a processor's cache. */
    public static MachineBudget of(long bytes) {
        return new MachineBudget(bytes, BLOCK_ROWS);
    }

    public MachineBudget withThreads(int other) {
        return new MachineBudget(bytes, blockRows, other);
    }

    /** Returns the budget of each of several jobs: its part of the threads, and all of the memory. */
    public MachineBudget threadsSplitAmong(int jobs) {
        return withThreads(Math.max(1, threads / jobs));
    }

    /** Returns the budget of each of several batches in parallel: its part of the memory, and all of the threads. */
    public MachineBudget memorySplitAmong(int batches) {
        return new MachineBudget(Math.max(1, bytes / batches), blockRows, threads);
    }

    /** Returns the rows of inner units per matrix product: more for a smaller model, whose products need more rows to be fast. */
    public int rowsOfInnerUnits(EncoderConfig config) {
        return (int) Math.round(blockRows * Math.max(1, Math.sqrt(INNER_UNITS / config.intermediate())));
    }

    /**
     * Returns how many batches of sequences of that length fit into the memory in parallel, whichever methods are scored: for
     * each, one sequence's activations in all layers and one vector for each pair of its tokens.
     */
    public int parallelBatches(EncoderConfig config, int tokens) {
        long pairs = (long) tokens * tokens * config.hidden();
        long numbers = config.layers() * activations(config, tokens) + 3L * config.vocabulary() + pairs;
        return fitting(threads, numbers, Precision.FLOAT64);
    }

    /** Returns how many sequences of that length may form a batch; at least one. */
    public int sequences(EncoderConfig config, Precision precision, int tokens) {
        long perSequence = activations(config, tokens) + 3L * config.vocabulary();
        return fitting(LARGEST_BATCH, perSequence, precision);
    }

    /**
     * Returns how many sequences of that length may form a batch through that many layers while everything that a backward pass
     * needs is kept; at least one.
     */
    public int sequencesWithBackwardPass(EncoderConfig config, Precision precision, int tokens, int layers) {
        return fitting(Integer.MAX_VALUE, layers * activations(config, tokens), precision);
    }

    /** Counts the numbers that one layer computes for one sequence. */
    private static long activations(EncoderConfig config, long tokens) {
        return (12L * config.hidden() + 3L * config.intermediate() + 3L * config.heads() * tokens) * tokens;
    }

    private int fitting(int most, long perSequence, Precision precision) {
        long element = precision == Precision.FLOAT32 ? 4 : 8;
        return (int) Math.max(1, Math.min(most, bytes / (perSequence * element)));
    }
}
