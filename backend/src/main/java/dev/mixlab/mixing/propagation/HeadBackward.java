package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.HeadWeights;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;
import dev.mixlab.mixing.tensor.RemainingLayers;

/** The backward pass of the masked-LM head at the targets, down to the last hidden states. */
final class HeadBackward {

    private final HeadWeights weights;
    private final Activation activation;
    private final NDArray inner;
    private final NormBackward norm;
    private final NDArray words;

    /**
     * Creates the pass.
     *
     * @param upper targets and words of the batch
     * @param top last hidden states [B, T, H]
     */
    HeadBackward(MaskedLanguageModel model, RemainingLayers upper, NDArray top) {
        weights = model.headWeights();
        activation = model.config().head().activation();
        NDArray hidden = model.gatherRows(top, upper.targets());
        inner = weights.dense().apply(hidden);
        norm = NormBackward.at(activation.apply(inner), weights.norm());
        words = Embedding.embedding(upper.words().squeeze(1), weights.decoder(), SparseFormat.DENSE)
                .singletonOrThrow();
    }

    /** Computes the gradient of an objective at the targets' last hidden states [B, 1, H]; at all other tokens it is 0. */
    NDArray gradient(Rules rules, Objective objective) {
        return ArrayScope.returning(() -> {
            int sequences = Math.toIntExact(words.getShape().get(0));
            NDArray seed = objective.seed(words.getManager(), sequences, words.getDataType());
            NDArray state = seed.expandDims(1).matMul(words);
            NDArray active = norm.gradient(state).mul(Slopes.of(activation, inner, rules));
            return active.matMul(weights.dense().weight());
        });
    }
}
