package dev.mixlab.bench.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * Value Zeroing (Mohebbi et al. 2023) as its authors' program goes about it: one sentence at a time; after a forward pass, each layer is
 * run again from its input once for every token, at batch size 1, with that token's value vector zeroed in all heads. Cosine distances of the outputs to
 * those of the forward pass, rows divided by their sums.
 */
final class PublishedValueZeroing {

    private static final int[] COMPONENTS = {-1};

    private final MaskedLanguageModel model;
    private final EncoderConfig config;

    PublishedValueZeroing(MaskedLanguageModel model) {
        this.model = model;
        config = model.config();
    }

    /** Computes the maps [L, T, T] of a sentence, row by row. */
    double[] maps(int[] ids) {
        double[] maps = new double[config.layers() * ids.length * ids.length];
        try (NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() -> {
                List<NDArray> states = states(model.batch(scope, List.of(ids)));
                for (int layer = 0; layer < config.layers(); layer++) {
                    score(maps, layer, states.get(layer), states.get(layer + 1));
                }
            });
        }
        divideBySums(maps, ids.length);
        return maps;
    }

    private List<NDArray> states(TokenBatch batch) {
        List<NDArray> states = new ArrayList<>(List.of(model.embed(batch)));
        for (int layer = 0; layer < config.layers(); layer++) {
            states.add(run(model.weights(layer), states.get(layer), -1));
        }
        return states;
    }

    private void score(double[] maps, int layer, NDArray input, NDArray output) {
        int tokens = Math.toIntExact(input.getShape().get(1));
        LayerWeights weights = model.weights(layer);
        for (int zeroed = 0; zeroed < tokens; zeroed++) {
            int column = zeroed;
            ArrayScope.discarding(() -> {
                double[] distances = distances(run(weights, input, column), output);
                for (int row = 0; row < tokens; row++) {
                    maps[(layer * tokens + row) * tokens + column] = distances[row];
                }
            });
        }
    }

    /** Applies a whole layer, [1, T, H] to [1, T, H]; no value vector is zeroed if {@code zeroed} is negative. */
    private NDArray run(LayerWeights weights, NDArray x, int zeroed) {
        NDArray queries = heads(weights.query().apply(x));
        NDArray keys = heads(weights.key().apply(x));
        NDArray values = heads(weights.value().apply(x));
        if (zeroed >= 0) {
            values.set(new NDIndex(":, :, {}", zeroed), 0);
        }
        NDArray scores = queries.matMul(keys.transpose(0, 1, 3, 2)).divi(Math.sqrt(config.headSize()));
        NDArray context =
                scores.softmax(-1).matMul(values).transpose(0, 2, 1, 3).reshape(x.getShape());
        NDArray z = weights.attentionNorm()
                .apply(weights.attentionOutput().apply(context).addi(x));
        NDArray inner = config.activation().apply(weights.intermediate().apply(z));
        return weights.outputNorm().apply(weights.output().apply(inner).addi(z));
    }

    private NDArray heads(NDArray states) {
        return states.reshape(1, -1, config.heads(), config.headSize()).transpose(0, 2, 1, 3);
    }

    /** Computes 1 - cosine of each pair of rows, in double precision. */
    private static double[] distances(NDArray states, NDArray others) {
        NDArray one = states.toType(DataType.FLOAT64, false);
        NDArray other = others.toType(DataType.FLOAT64, false);
        NDArray norms =
                one.square().sum(COMPONENTS).mul(other.square().sum(COMPONENTS)).sqrt();
        return one.mul(other).sum(COMPONENTS).div(norms).neg().add(1).toDoubleArray();
    }

    private static void divideBySums(double[] maps, int tokens) {
        for (int start = 0; start < maps.length; start += tokens) {
            double sum = 0;
            for (int j = start; j < start + tokens; j++) {
                sum += maps[j];
            }
            for (int j = start; j < start + tokens; j++) {
                maps[j] /= sum;
            }
        }
    }
}
