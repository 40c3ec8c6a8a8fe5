package dev.mixlab.evaluation.probing.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Uniform weights between minus and plus a bound, drawn from random sources of one's own, so that nothing else that draws numbers in this
 * process changes them.
 *
 * @param sources of each probe of a stack; probes that share a source have the same weights [P]
 * @param bound of the size of weights
 */
public record RepeatedUniform(List<Random> sources, double bound) implements Initializer {

    /** The bound of Glorot and Bengio (2010). */
    public static RepeatedUniform glorot(List<Random> sources, int inputs, int units) {
        return new RepeatedUniform(sources, Math.sqrt(6.0 / (inputs + units)));
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        int one = Math.toIntExact(shape.slice(1).size());
        float[] weights = new float[Math.toIntExact(shape.size())];
        Map<Random, Integer> first = new HashMap<>();
        for (int probe = 0; probe < sources.size(); probe++) {
            Random source = sources.get(probe);
            Integer like = first.putIfAbsent(source, probe);
            if (like == null) {
                draw(source, weights, probe * one, one);
            } else {
                System.arraycopy(weights, like * one, weights, probe * one, one);
            }
        }
        return manager.create(weights, shape);
    }

    private void draw(Random source, float[] weights, int from, int count) {
        for (int i = from; i < from + count; i++) {
            weights[i] = (float) (bound * (2 * source.nextDouble() - 1));
        }
    }

    /** A source per seed; equal seeds share theirs. */
    public static List<Random> sources(long[] seeds) {
        Map<Long, Random> bySeed = new HashMap<>();
        return Arrays.stream(seeds)
                .mapToObj(seed -> bySeed.computeIfAbsent(seed, Random::new))
                .toList();
    }
}
