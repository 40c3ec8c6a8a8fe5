package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.EncoderConfig;
import dev.mixlab.encoder.Precision;

/**
 * How much native memory scoring may take beside the weights, and how much of it one step should touch at a time.
 *
 * @param bytes memory for the activations of a batch
 * @param sliceRows about how many alternatives go through a layer together, so many that products of matrices are fast and
 *     what they make stays in the processor's cache
 */
public record MemoryBudget(long bytes, int sliceRows) {

    private static final int LARGEST_BATCH = 64;
    private static final int SLICE_ROWS = 480;

    public MemoryBudget {
        if (bytes <= 0 || sliceRows <= 0) {
            throw new InvalidInputException(
                    "memory budget of %d bytes and slices of %d rows".formatted(bytes, sliceRows));
        }
    }

    /** A quarter of what Java's heap may grow to, but at least 64 MiB. */
    public static MemoryBudget ofMachine() {
        return of(Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));
    }

    /** So many bytes, and slices that suit a processor's cache. */
    public static MemoryBudget of(long bytes) {
        return new MemoryBudget(bytes, SLICE_ROWS);
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
    int recorded(EncoderConfig config, Precision precision, int tokens, int layers) {
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
