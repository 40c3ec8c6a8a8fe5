package dev.mixlab.evaluation.probing.network;

import dev.mixlab.common.InvalidInputException;
import java.util.stream.IntStream;

/**
 * Representations with their labels.
 *
 * @param features one row per example [n, H]
 * @param labels 0 .. classes - 1 [n]
 * @param classes number of different labels, at least 2
 */
public record ProbeData(float[][] features, int[] labels, int classes) {

    public ProbeData {
        if (features.length != labels.length) {
            throw new InvalidInputException(
                    "%s representations and %s labels".formatted(features.length, labels.length));
        }
        if (classes < 2) {
            throw new InvalidInputException("a probe of %s classes where 2 are the least".formatted(classes));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new InvalidInputException("label %s of %s classes".formatted(labels[i], classes));
            }
            if (features[i].length != features[0].length) {
                throw new InvalidInputException(
                        "representations of %s and %s components".formatted(features[0].length, features[i].length));
            }
        }
    }

    /** Returns the number of examples n. */
    public int size() {
        return labels.length;
    }

    /** Returns the examples with these indices, in that order. */
    public ProbeData select(int[] indices) {
        return new ProbeData(
                IntStream.of(indices).mapToObj(i -> features[i]).toArray(float[][]::new),
                IntStream.of(indices).map(i -> labels[i]).toArray(),
                classes);
    }

    /** Returns the examples from an index (inclusive) to another (exclusive). */
    public ProbeData slice(int from, int end) {
        return select(IntStream.range(from, end).toArray());
    }

    /** Returns the same representations with other labels. */
    public ProbeData withLabels(int[] others) {
        return new ProbeData(features, others, classes);
    }
}
