package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.HeadWeights;
import dev.mixlab.mixing.tensor.ComponentRows;

/**
 * Applies the masked-LM head to the parts of the targets' last hidden states, which gives each part's contribution to the logits of
 * the good and the bad word.
 */
final class DecomposedHead {

    private final MaskedLanguageModel model;
    private final NDArray hidden;
    private final NDArray words;
    private final double[] logits;
    private final double[] biases;

    /**
     * Creates the head for the targets of n sequences.
     *
     * @param hidden their last hidden states [n, 1, H]
     * @param words ids of the good and the bad word [n, 1, 2], INT64
     */
    DecomposedHead(MaskedLanguageModel model, NDArray hidden, NDArray words) {
        this.model = model;
        this.hidden = hidden;
        this.words = words;
        logits = ComponentRows.numbers(model.logitsFor(hidden, words));
        biases = ComponentRows.numbers(model.headWeights().bias().take(words.getManager(), words));
    }

    /**
     * Computes the contribution of each token to the logits of the good and the bad word [n, T, 2]; the decoder's bias is divided by size.
     *
     * @param parts parts of the hidden states [n, T, H]
     */
    double[] contributions(NDArray parts) {
        HeadWeights weights = model.headWeights();
        Activation activation = model.config().head().activation();
        NDArray inner = weights.dense().apply(hidden);
        NDArray active = TokenParts.activated(TokenParts.affine(parts, weights.dense()), inner, activation);
        NDArray states = TokenParts.normalised(active, activation.apply(inner), weights.norm());
        NDArray rows = Embedding.embedding(words.squeeze(1), weights.decoder(), SparseFormat.DENSE)
                .singletonOrThrow();
        double[] contributions = ComponentRows.numbers(states.matMul(rows.transpose(0, 2, 1)));
        Shape shape = parts.getShape();
        for (int b = 0; b < shape.get(0); b++) {
            for (int word = 0; word < 2; word++) {
                shareBias(contributions, b * (int) shape.get(1), (int) shape.get(1), word, biases[2 * b + word]);
            }
        }
        return contributions;
    }

    private static void shareBias(double[] contributions, int first, int tokens, int word, double bias) {
        double size = 0;
        for (int j = first; j < first + tokens; j++) {
            size += Math.abs(contributions[2 * j + word]);
        }
        for (int j = first; j < first + tokens; j++) {
            double share = size == 0 ? 1.0 / tokens : Math.abs(contributions[2 * j + word]) / size;
            contributions[2 * j + word] += bias * share;
        }
    }

    /** Returns the logit of the good or the bad word of sequence b. */
    double logit(int b, int word) {
        return logits[2 * b + word];
    }
}
