package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.ParameterArrays;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The random initial parameters of BERT: matrices are normal with the configured deviation, biases are 0, gains 1, and the row of
 * padding is 0.
 */
public final class RandomWeights implements WeightProvider {

    private final EncoderConfig config;
    private final SplittableRandom random;
    private final NDManager manager;
    private final Precision precision;

    public RandomWeights(EncoderConfig config, long seed, NDManager manager, Precision precision) {
        this.config = config;
        this.random = new SplittableRandom(seed);
        this.manager = manager;
        this.precision = precision;
    }

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        switch (role) {
            case GAIN -> Arrays.fill(values, 1);
            case MATRIX -> fill(values);
            case TABLE_WITH_PADDING -> {
                fill(values);
                int width = config.embeddings().size();
                Arrays.fill(values, config.padTokenId() * width, (config.padTokenId() + 1) * width, 0);
            }
            case BIAS -> {}
        }
        return ParameterArrays.of(manager, values, shape, precision);
    }

    private void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * config.initializerRange());
        }
    }
}
