package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values of one measure for every sentence and layer, for one method variant.
 *
 * @param measure id of the measure
 * @param view the method and aggregation
 * @param layers number of layers L; 1 for the last layer alone
 * @param examples number of sentences N of the score run
 * @param values by layer, then by index of the sentence; NaN if undefined [L, N]
 */
public record MeasureValues(String measure, MethodVariant view, int layers, int examples, float[] values) {

    public MeasureValues {
        if (layers < 1 || values.length != Math.multiplyExact(layers, examples)) {
            throw new InvalidInputException("measure %s of %s: %s values for %s layers of %s sentences"
                    .formatted(measure, view, values.length, layers, examples));
        }
    }

    /** Creates values that are all undefined. */
    public static MeasureValues undefined(String measure, MethodVariant view, int layers, int examples) {
        float[] values = new float[Math.multiplyExact(layers, examples)];
        Arrays.fill(values, Float.NaN);
        return new MeasureValues(measure, view, layers, examples, values);
    }

    /** Sets the values of one sentence [L]. */
    public void put(int index, double[] ofLayers) {
        if (ofLayers.length != layers) {
            throw new InvalidInputException(
                    "measure %s of %s: %s values for %s layers".formatted(measure, view, ofLayers.length, layers));
        }
        for (int layer = 0; layer < layers; layer++) {
            values[layer * examples + index] = (float) ofLayers[layer];
        }
    }

    /** Returns the values of one layer [N]. */
    public double[] layer(int layer) {
        if (layer < 0 || layer >= layers) {
            throw new InvalidInputException("layer %s of %s, which has %s".formatted(layer, view.method(), layers));
        }
        return IntStream.range(0, examples)
                .mapToDouble(index -> values[layer * examples + index])
                .toArray();
    }

    /** Returns the values of one sentence [L]. */
    public double[] example(int index) {
        return IntStream.range(0, layers)
                .mapToDouble(layer -> values[layer * examples + index])
                .toArray();
    }

    /** Returns the mean over layers of every sentence [N]; NaN if one of its layers is undefined. */
    public double[] overLayers() {
        return IntStream.range(0, examples)
                .mapToDouble(index -> Arrays.stream(example(index)).sum() / layers)
                .toArray();
    }

    /** Tells whether any layer of a sentence is defined. */
    boolean definedAt(int index) {
        return IntStream.range(0, layers).anyMatch(layer -> !Float.isNaN(values[layer * examples + index]));
    }
}
