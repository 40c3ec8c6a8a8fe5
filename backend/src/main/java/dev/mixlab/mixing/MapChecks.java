package dev.mixlab.mixing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.AttributionMethod.Attribution;

/** Turns a method's scores into a map, or refuses them: what cannot be trusted is never shown. */
final class MapChecks {

    private MapChecks() {}

    /** The layers' scores [R, T] each as one map, rows divided by their sums where the method asks for it. */
    static MixingMap map(ContextMixingMethod method, double[][] layers, int tokens, String example) {
        String id = method.info().id();
        int rows = layers[0].length / tokens;
        int size = rows * tokens;
        float[] raw = new float[layers.length * size];
        float[] values = new float[layers.length * size];
        for (int layer = 0; layer < layers.length; layer++) {
            for (int row = 0; row < rows; row++) {
                int start = row * tokens;
                double sum = rowSum(layers[layer], start, tokens);
                if (!Double.isFinite(sum)) {
                    throw new InvalidInputException("%s: example %s, layer %d, token %d: scores are not finite"
                            .formatted(id, example, layer, row));
                }
                double divisor = method.normalisesRows() ? divisor(sum, tokens) : 1;
                if (divisor == 0) {
                    throw new InvalidInputException(
                            "%s: example %s, layer %d, token %d: all scores are 0, the row has no shares"
                                    .formatted(id, example, layer, row));
                }
                for (int j = start; j < start + tokens; j++) {
                    raw[layer * size + j] = (float) layers[layer][j];
                    values[layer * size + j] = tokens == 1 ? 1 : (float) (layers[layer][j] / divisor);
                }
            }
        }
        return new MixingMap(id, layers.length, rows, tokens, values, method.normalisesRows() ? raw : null, null);
    }

    /** An attribution's scores [L, T] as a map of one row. */
    static MixingMap row(AttributionMethod method, Attribution attribution, int tokens, String example) {
        String id = method.info().id();
        double[] scores = attribution.scores();
        int layers = scores.length / tokens;
        for (int layer = 0; layer < layers; layer++) {
            double size = 0;
            for (int j = layer * tokens; j < (layer + 1) * tokens; j++) {
                size += Math.abs(scores[j]);
            }
            if (!Double.isFinite(size) || size == 0) {
                throw new InvalidInputException("%s: example %s, layer %d: %s"
                        .formatted(id, example, layer, size == 0 ? "all scores are 0" : "scores are not finite"));
            }
        }
        double[] deltas = attribution.deltas();
        return new MixingMap(id, layers, 1, tokens, floats(scores), null, deltas == null ? null : floats(deltas));
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** A sentence of one token mixes nothing: its share is 1 whatever its score. */
    private static double divisor(double sum, int tokens) {
        return tokens == 1 ? 1 : sum;
    }

    private static double rowSum(double[] scores, int start, int tokens) {
        double sum = 0;
        for (int j = start; j < start + tokens; j++) {
            sum += scores[j];
        }
        return sum;
    }
}
