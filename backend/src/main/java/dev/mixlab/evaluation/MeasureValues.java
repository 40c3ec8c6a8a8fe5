package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One measure of every sentence in every layer under one view.
 *
 * @param measure id of the measure
 * @param view the method and aggregation
 * @param layers L; 1 for the last layer alone
 * @param examples N, sentences of the score run
 * @param values by layer and then index of the sentence, NaN where undefined [L, N]
 */
public record MeasureValues(String measure, MethodVariant view, int layers, int examples, float[] values) {

    public MeasureValues {
        if (layers < 1 || values.length != Math.multiplyExact(layers, examples)) {
            throw new InvalidInputException("measure %s of %s: %d values for %d layers of %d sentences"
                    .formatted(measure, view, values.length, layers, examples));
        }
    }

    /** A column in which nothing is defined yet. */
    public static MeasureValues undefined(String measure, MethodVariant view, int layers, int examples) {
        float[] values = new float[Math.multiplyExact(layers, examples)];
        Arrays.fill(values, Float.NaN);
        return new MeasureValues(measure, view, layers, examples, values);
    }

    /** Puts the values of one sentence [L]. */
    public void put(int index, double[] ofLayers) {
        if (ofLayers.length != layers) {
            throw new InvalidInputException(
                    "measure %s of %s: %d values for %d layers".formatted(measure, view, ofLayers.length, layers));
        }
        for (int layer = 0; layer < layers; layer++) {
            values[layer * examples + index] = (float) ofLayers[layer];
        }
    }

    /** The values of one layer [N]. */
    public double[] layer(int layer) {
        if (layer < 0 || layer >= layers) {
            throw new InvalidInputException("layer %d of %s, which has %d".formatted(layer, view.method(), layers));
        }
        return IntStream.range(0, examples)
                .mapToDouble(index -> values[layer * examples + index])
                .toArray();
    }

    /** The values of one sentence [L]. */
    public double[] example(int index) {
        return IntStream.range(0, layers)
                .mapToDouble(layer -> values[layer * examples + index])
                .toArray();
    }

    /** The mean over layers of every sentence [N]; NaN where one of its layers is undefined. */
    public double[] overLayers() {
        return IntStream.range(0, examples)
                .mapToDouble(index -> Arrays.stream(example(index)).sum() / layers)
                .toArray();
    }

    /** Whether any layer of a sentence is defined. */
    boolean definedAt(int index) {
        return IntStream.range(0, layers).anyMatch(layer -> !Float.isNaN(values[layer * examples + index]));
    }
}
