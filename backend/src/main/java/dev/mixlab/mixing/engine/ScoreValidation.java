package dev.mixlab.mixing.engine;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MixingMap;

/** Turns a method's scores into a map and rejects invalid scores, so that they are never displayed. */
public final class ScoreValidation {

    private ScoreValidation() {}

    /**
     * Combines the layers' scores, each [R, T], to a map, and divides rows by their sums if the method requires it.
     *
     * @throws InvalidInputException naming method, example, layer and token of a row that is not finite, is all 0, holds
     *     scores below 0 that mean nothing to the method, or cannot be divided by its sum
     */
    public static MixingMap map(ContextMixingMethod method, double[][] layers, int tokens, String example) {
        int rows = layers[0].length / tokens;
        int size = rows * tokens;
        float[] raw = new float[layers.length * size];
        float[] values = new float[layers.length * size];
        for (int layer = 0; layer < layers.length; layer++) {
            for (int row = 0; row < rows; row++) {
                int start = row * tokens;
                Row scores = Row.of(layers[layer], start, tokens);
                String wrong = tokens == 1 && scores.finite() ? "" : wrong(method, scores);
                if (!wrong.isEmpty()) {
                    throw new InvalidInputException("%s: example %s, layer %s, token %s: %s"
                            .formatted(method.info().id(), example, layer, row, wrong));
                }
                double divisor = method.info().normalisesRows() ? scores.sum() : 1;
                for (int j = start; j < start + tokens; j++) {
                    raw[layer * size + j] = (float) layers[layer][j];
                    values[layer * size + j] = tokens == 1 ? 1 : (float) (layers[layer][j] / divisor);
                }
            }
        }
        String id = method.info().id();
        return new MixingMap(
                id, layers.length, rows, tokens, values, method.info().normalisesRows() ? raw : null, null);
    }

    /** Turns an attribution's scores [L, T] into a map of one row. */
    public static MixingMap row(AttributionMethod method, Attribution attribution, int tokens, String example) {
        String id = method.info().id();
        double[] scores = attribution.scores();
        int layers = scores.length / tokens;
        for (int layer = 0; layer < layers; layer++) {
            Row row = Row.of(scores, layer * tokens, tokens);
            if (!row.finite() || row.size() == 0) {
                throw new InvalidInputException("%s: example %s, layer %s: %s"
                        .formatted(id, example, layer, row.finite() ? "all scores are 0" : "scores are not finite"));
            }
        }
        double[] deltas = attribution.deltas();
        return new MixingMap(id, layers, 1, tokens, floats(scores), null, deltas == null ? null : floats(deltas));
    }

    /** Returns what is wrong with a row, or an empty text. The only share of a sentence of one token is 1 whatever its score. */
    private static String wrong(ContextMixingMethod method, Row row) {
        if (!row.finite()) {
            return "scores are not finite";
        }
        if (row.size() == 0) {
            return "all scores are 0, the row has no shares";
        }
        if (row.least() < 0 && !method.info().signed()) {
            return "a score is %s, below 0".formatted(row.least());
        }
        if (method.info().normalisesRows() && row.sum() <= 0) {
            return "scores add up to %s, the row has no shares".formatted(row.sum());
        }
        return "";
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /**
     * The scores of one row.
     *
     * @param sum sum of the scores
     * @param size sum of their absolute values
     * @param least the least score
     * @param finite whether all scores are finite, also in single precision
     */
    private record Row(double sum, double size, double least, boolean finite) {

        static Row of(double[] scores, int start, int tokens) {
            double sum = 0;
            double size = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int j = start; j < start + tokens; j++) {
                sum += scores[j];
                size += Math.abs(scores[j]);
                least = Math.min(least, scores[j]);
            }
            return new Row(sum, size, least, size <= Float.MAX_VALUE);
        }
    }
}
