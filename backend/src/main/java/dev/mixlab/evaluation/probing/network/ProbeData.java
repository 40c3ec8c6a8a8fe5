package dev.mixlab.evaluation.probing.network;

import dev.mixlab.common.InvalidInputException;
import java.util.stream.IntStream;

/**
 * Representations with the labels that are to be read off them.
 *
 * @param features one row per example [n, H]
 * @param labels 0 .. classes - 1 [n]
 * @param classes number of different labels, at least 2
 */
public record ProbeData(float[][] features, int[] labels, int classes) {

    public ProbeData {
        if (features.length != labels.length) {
            throw new InvalidInputException(
                    "%d representations and %d labels".formatted(features.length, labels.length));
        }
        if (classes < 2) {
            throw new InvalidInputException("a probe of %d classes where 2 are the least".formatted(classes));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new InvalidInputException("label %d of %d classes".formatted(labels[i], classes));
            }
            if (features[i].length != features[0].length) {
                throw new InvalidInputException(
                        "representations of %d and %d components".formatted(features[0].length, features[i].length));
            }
        }
    }

    /** Number of examples n. */
    public int size() {
        return labels.length;
    }

    /** The examples of these indices, in that order. */
    public ProbeData select(int[] indices) {
        return new ProbeData(
                IntStream.of(indices).mapToObj(i -> features[i]).toArray(float[][]::new),
                IntStream.of(indices).map(i -> labels[i]).toArray(),
                classes);
    }

    /** The examples from one index to before another. */
    public ProbeData slice(int from, int end) {
        return select(IntStream.range(from, end).toArray());
    }

    /** The same representations with other labels. */
    public ProbeData withLabels(int[] others) {
        return new ProbeData(features, others, classes);
    }
}
