package dev.mixlab.encoder.engine;

/**
 * The number of threads that the engine uses within an operation; each thread that calls the engine has a number of its own. The
 * operations of a small model take microseconds: more threads do not make them faster, and on a machine that does other work
 * too they spend their time waiting for each other.
 */
public final class EngineThreads {

    private static final int LARGEST_SMALL_MODEL = 256;
    private static final int USUAL = TensorEngine.threads();

    private EngineThreads() {}

    /** Returns the number that the engine takes by itself. */
    public static int usual() {
        return USUAL;
    }

    /** Returns the calling thread's number. */
    public static int current() {
        return TensorEngine.threads();
    }

    /** Sets the calling thread's number, and so that of threads which start later. */
    public static void set(int threads) {
        TensorEngine.setThreads(threads);
    }

    /** Sets the number that suits a model of that hidden size, for the calling thread and those that start later, and returns it. */
    public static int suit(int hiddenSize) {
        int threads = hiddenSize <= LARGEST_SMALL_MODEL ? 1 : USUAL;
        TensorEngine.setThreads(threads);
        return threads;
    }

    /** Sets the calling thread's number to one; threads that start later have the number that {@link #set} is called with. */
    static void one() {
        // PyTorch gives a thread the number common to all at its first question, so the question must come before the
        // setting.
        TensorEngine.threads();
        TensorEngine.setThreads(1);
    }
}
