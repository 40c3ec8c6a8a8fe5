package dev.mixlab.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.TensorEngine;

/** Measures how fast the engine multiplies two large square matrices on this machine. */
public final class MatrixProducts implements AutoCloseable {

    private final NDManager manager = TensorEngine.newManager();
    private final NDArray left;
    private final NDArray right;
    private final long side;

    MatrixProducts(int side) {
        this.side = side;
        left = manager.randomUniform(-1, 1, new Shape(side, side));
        right = manager.randomUniform(-1, 1, new Shape(side, side));
    }

    /** Chooses the matrices for a model of that geometry: 2048 x 2048 for the size of BERT-base. */
    public static MatrixProducts of(Geometry geometry) {
        return new MatrixProducts(geometry.hidden() * 8 / 3);
    }

    /** Measures the multiply-adds per second over a number of products. */
    public double rate(int products, Stopwatch watch) {
        double seconds = watch.seconds(() -> {
            for (int i = 0; i < products; i++) {
                left.matMul(right).close();
            }
        });
        return products * (double) (side * side * side) / seconds;
    }

    @Override
    public void close() {
        manager.close();
    }
}
