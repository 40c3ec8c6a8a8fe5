package dev.mixlab.encoder.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads the engine uses within an operation; each thread that calls the engine has a number of its own. The
 * operations of a small model take microseconds: more threads do not make them faster, and on a machine that does other work
 * too they spend their time waiting for each other.
 */
public final class EngineThreads {

    private static final int LARGEST_SMALL_MODEL = 256;
    private static final int USUAL = ofEngine();

    private EngineThreads() {}

    private static int ofEngine() {
        Engine.getEngine("PyTorch");
        return JniUtils.getNumThreads();
    }

    /** As many as the engine takes by itself. */
    public static int usual() {
        return USUAL;
    }

    /** Sets the number that suits a model of that hidden size, for the calling thread and those that start later, and gives it. */
    public static int suit(int hiddenSize) {
        int threads = hiddenSize <= LARGEST_SMALL_MODEL ? 1 : USUAL;
        JniUtils.setNumThreads(threads);
        return threads;
    }

    /** Sets the calling thread's number to one; those that start later have what {@link #restored} is given. */
    static void one() {
        // a thread's first question takes over the number that is common by then, so it must come before the setting
        JniUtils.getNumThreads();
        JniUtils.setNumThreads(1);
    }

    /** Sets the calling thread's number, and so that of threads which start later. */
    static void restored(int threads) {
        JniUtils.setNumThreads(threads);
    }
}
