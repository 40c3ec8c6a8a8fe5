package dev.mixlab.encoder.engine;

import java.util.function.Supplier;

/**
 * A scope in which the calling thread records operations for a backward pass, or does not; closing it puts back what was set
 * before. PyTorch records on every new thread unless it is told not to, and what is recorded keeps memory. A gradient collector
 * that is opened inside records in either case.
 */
public final class GradientRecording implements AutoCloseable {

    private final boolean before = TensorEngine.records();

    private GradientRecording(boolean records) {
        TensorEngine.setRecords(records);
    }

    /** Runs the work with operations recorded, and returns its result. */
    public static <T> T during(Supplier<T> work) {
        GradientRecording recording = new GradientRecording(true);
        try {
            return work.get();
        } finally {
            recording.close();
        }
    }

    /** Opens a scope in which operations are not recorded. */
    public static GradientRecording off() {
        return new GradientRecording(false);
    }

    @Override
    public void close() {
        TensorEngine.setRecords(before);
    }
}
