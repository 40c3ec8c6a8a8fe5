package dev.mixlab.jobs.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.TensorEngine;

/** The speed at which this machine multiplies matrices, measured once. */
final class MachineSpeed {

    private static final int SIDE = 512;
    private static final int ROUNDS = 8;

    private double flops;

    /** Returns the floating-point operations per second of a product of two 512 x 512 matrices. */
    synchronized double flops() {
        if (flops == 0) {
            flops = measure();
        }
        return flops;
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
