package dev.mixlab.evaluation.probing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Uniform weights of Glorot and Bengio (2010) drawn from a random source of one's own, so that nothing else that draws numbers in this
 * process changes them; zeros without a source.
 */
record SeededInitializer(@Nullable Random random) implements Initializer {

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        if (random == null) {
            return manager.zeros(shape, dataType);
        }
        double bound = Math.sqrt(6.0 / (shape.get(0) + shape.get(1)));
        float[] weights = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return manager.create(weights, shape);
    }
}
