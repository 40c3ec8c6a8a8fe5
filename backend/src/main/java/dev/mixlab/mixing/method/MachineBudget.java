package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;

/**
 * How much of the machine computing may take.
 *
 * @param bytes native memory beside the weights, for the activations of all batches that go through the model at a time
 * @param sliceRows about how many alternatives go through a layer of BERT-base's size together, so many that products of matrices are fast and
 *     what they make stays in the processor's cache
 * @param threads how many batches may go through the model side by side
 */
public record MachineBudget(long bytes, int sliceRows, int threads) {

    private static final int LARGEST_BATCH = 64;
    private static final int SLICE_ROWS = 480;
    private static final double INNER_UNITS = 3072;

    public MachineBudget {
        if (bytes <= 0 || sliceRows <= 0 || threads <= 0) {
            throw new InvalidInputException(
                    "budget of %d bytes, slices of %d rows and %d threads".formatted(bytes, sliceRows, threads));
        }
    }

    /** With as many threads as the machine has processors. */
    public MachineBudget(long bytes, int sliceRows) {
        this(bytes, sliceRows, Runtime.getRuntime().availableProcessors());
    }

    /** A quarter of what Java's heap may grow to, but at least 64 MiB. */
    public static MachineBudget ofMachine() {
        return of(Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));
    }

    /** So many bytes, and slices that suit a processor's cache. */
    public static MachineBudget of(long bytes) {
        return new MachineBudget(bytes, SLICE_ROWS);
    }

    public MachineBudget withThreads(int other) {
        return new MachineBudget(bytes, sliceRows, other);
    }

    /** What each of several jobs may take: its part of the threads, and as much memory as any. */
    public MachineBudget ofOneIn(int jobs) {
        return withThreads(Math.max(1, threads / jobs));
    }

    /** The memory of one of several batches that go through the model side by side. */
    public MachineBudget share(int batches) {
        return new MachineBudget(Math.max(1, bytes / batches), sliceRows, threads);
    }

    /** Rows of inner units that go through a layer together: more of a smaller model's, whose products are fast from more rows. */
    public int rowsOfInnerUnits(EncoderConfig config) {
        return (int) Math.round(sliceRows * Math.max(1, Math.sqrt(INNER_UNITS / config.intermediate())));
    }

    /**
     * How many batches of sequences of that length have room side by side, whatever is made of them: one sequence's
     * activations in all layers, and one vector for each pair of its tokens.
     */
    public int sideBySide(EncoderConfig config, int tokens) {
        long pairs = (long) tokens * tokens * config.hidden();
        long numbers = config.layers() * activations(config, tokens) + 3L * config.vocabulary() + pairs;
        return fitting(threads, numbers, Precision.FLOAT64);
    }

    /** How many sequences of that length may go through the model together; at least one. */
    public int sequences(EncoderConfig config, Precision precision, int tokens) {
        long perSequence = activations(config, tokens) + 3L * config.vocabulary();
        return fitting(LARGEST_BATCH, perSequence, precision);
    }

    /**
     * How many sequences of that length may go through so many layers together while everything that a backward pass needs is kept; at
     * least one.
     */
    public int recorded(EncoderConfig config, Precision precision, int tokens, int layers) {
        return fitting(Integer.MAX_VALUE, layers * activations(config, tokens), precision);
    }

    /** Numbers that one layer makes for one sequence. */
    private static long activations(EncoderConfig config, long tokens) {
        return (12L * config.hidden() + 3L * config.intermediate() + 3L * config.heads() * tokens) * tokens;
    }

    private int fitting(int most, long perSequence, Precision precision) {
        long element = precision == Precision.FLOAT32 ? 4 : 8;
        return (int) Math.max(1, Math.min(most, bytes / (perSequence * element)));
    }
}
