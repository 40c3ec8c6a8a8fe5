package dev.mixlab.evaluation.probing.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.Random;

/**
 * Initial weights that are uniform between minus and plus a bound and the same for every probe. They come from a given random source, so that
 * no other use of random numbers in the process changes them.
 */
public record RepeatedUniform(Random random, double bound) implements Initializer {

    /** Returns an initialiser with the bound of Glorot and Bengio (2010). */
    public static RepeatedUniform glorot(Random random, int inputs, int units) {
        return new RepeatedUniform(random, Math.sqrt(6.0 / (inputs + units)));
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        int one = Math.toIntExact(shape.slice(1).size());
        float[] weights = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < one; i++) {
            weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        for (int from = one; from < weights.length; from += one) {
            System.arraycopy(weights, 0, weights, from, one);
        }
        return manager.create(weights, shape);
    }
}
