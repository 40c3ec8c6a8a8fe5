package dev.mixlab.jobs.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.stream.IntStream;

/** The speed at which this machine multiplies matrices. */
final class MachineSpeed {

    private static final int SIDE = 512;
    private static final int ROUNDS = 6;
    private static final int PRODUCTS = 2;
    private static final long EVERY = 60_000_000_000L;

    private double flops;
    private long measuredAt;

    /**
     * Returns the floating-point operations per second of products of two 512 x 512 matrices, with all of the engine's threads. The best of
     * all measurements counts, of which there is one a minute at most: others may have shared the machine with other programs.
     */
    synchronized double flops() {
        long now = System.nanoTime();
        if (flops == 0 || now - measuredAt > EVERY) {
            flops = Math.max(flops, measure());
            measuredAt = now;
        }
        return flops;
    }

    private static double measure() {
        try (NDManager scope = TensorEngine.newManager()) {
            NDArray left = scope.randomUniform(-1, 1, new Shape(SIDE, SIDE));
            NDArray right = scope.randomUniform(-1, 1, new Shape(SIDE, SIDE));
            product(left, right);
            double threads = (double) EngineThreads.usual() / EngineThreads.current();
            return threads
                    * IntStream.range(0, ROUNDS)
                            .mapToDouble(round -> rate(left, right))
                            .max()
                            .orElseThrow();
        }
    }

    /** Measures some products, few enough for a moment in which no other program runs. */
    private static double rate(NDArray left, NDArray right) {
        long start = System.nanoTime();
        for (int i = 0; i < PRODUCTS; i++) {
            product(left, right);
        }
        return 2.0 * SIDE * SIDE * SIDE * PRODUCTS / ((System.nanoTime() - start) / 1e9);
    }

    private static void product(NDArray left, NDArray right) {
        try (NDArray product = left.matMul(right);
                NDArray one = product.get("0, 0:1")) {
            one.toFloatArray();
        }
    }
}
