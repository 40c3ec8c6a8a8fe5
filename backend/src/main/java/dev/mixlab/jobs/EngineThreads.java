package dev.mixlab.jobs;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.mixlab.encoder.EncoderConfig;

/**
 * How many threads the engine uses within an operation. The operations of a small model take microseconds: more threads do
 * not make them faster, and on a machine that does other work too they spend their time waiting for each other.
 */
final class EngineThreads {

    private static final int LARGEST_SMALL_MODEL = 256;
    private static final int USUAL = usual();

    private EngineThreads() {}

    private static int usual() {
        Engine.getEngine("PyTorch");
        return JniUtils.getNumThreads();
    }

    /** Sets the number that suits a model, for the calling thread and those that start later, and gives it. */
    static int suit(EncoderConfig config) {
        int threads = config.hidden() <= LARGEST_SMALL_MODEL ? 1 : USUAL;
        JniUtils.setNumThreads(threads);
        return threads;
    }
}
