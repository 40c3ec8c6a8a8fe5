package dev.mixlab.training;

import ai.djl.pytorch.jni.JniUtils;

/**
 * A scope in which this thread records no operations for a backward pass. PyTorch records on every new thread unless told not to, and
 * what is recorded keeps memory. A gradient collector opened inside records as usual.
 */
final class NoGradients implements AutoCloseable {

    private final boolean before = JniUtils.isGradMode();

    NoGradients() {
        JniUtils.setGradMode(false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
