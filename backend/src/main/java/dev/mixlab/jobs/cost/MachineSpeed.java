package dev.mixlab.jobs.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.TensorEngine;

/** The speed at which this machine multiplies matrices, measured once. */
final class MachineSpeed {

    private static final int SIDE = 512;
    private static final int ROUNDS = 8;

    /**
     * Share of the speed of a large matrix product that a whole pass reaches. It is a typical value: activations, softmax and layer
     * norms are bound by memory, and padded rows are wasted. It is used only until the first run of the same work has been timed.
     */
    private static final double EFFICIENCY = 0.4;

    /**
     * Seconds per layer that do not depend on its size: a few dozen calls into the engine through JNI, each of some tens of
     * microseconds. They matter for small models only.
     */
    private static final double CALLS = 0.001;

    private double flops;

    /** Returns the floating-point operations per second of a product of two 512 x 512 matrices. */
    synchronized double flops() {
        if (flops == 0) {
            flops = measure();
        }
        return flops;
    }

    /**
     * Returns the seconds that a computation is expected to take.
     *
     * @param operations floating-point operations
     * @param layerCalls number of times that a layer is computed
     */
    double seconds(double operations, double layerCalls) {
        return operations / (EFFICIENCY * flops()) + CALLS * layerCalls;
    }

    private static double measure() {
        try (NDManager scope = TensorEngine.newManager()) {
            NDArray left = scope.randomUniform(-1, 1, new Shape(SIDE, SIDE));
            NDArray right = scope.randomUniform(-1, 1, new Shape(SIDE, SIDE));
            product(left, right);
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                product(left, right);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return 2.0 * SIDE * SIDE * SIDE * ROUNDS / seconds;
        }
    }

    private static void product(NDArray left, NDArray right) {
        try (NDArray product = left.matMul(right);
                NDArray one = product.get("0, 0:1")) {
            one.toFloatArray();
        }
    }
}
