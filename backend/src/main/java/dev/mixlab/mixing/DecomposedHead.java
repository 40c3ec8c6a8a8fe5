package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.Activation;
import dev.mixlab.encoder.HeadWeights;
import dev.mixlab.encoder.MaskedLanguageModel;

/** The masked-LM head on the parts of one token's last hidden state: what each part contributes to a logit. */
final class DecomposedHead {

    private final HeadWeights weights;
    private final NDManager manager;
    private final NDArray state;

    /**
     * @param parts of the last hidden state [T, H]
     * @param hidden the state itself [1, H]
     */
    DecomposedHead(MaskedLanguageModel model, NDArray parts, NDArray hidden) {
        Activation activation = model.config().headActivation();
        weights = model.headWeights();
        manager = parts.getManager();
        NDArray inner = weights.dense().apply(hidden);
        NDArray active = TokenParts.activated(TokenParts.affine(parts, weights.dense()), inner, activation);
        state = TokenParts.normalised(active, activation.apply(inner), weights.norm());
    }

    /** What each token contributes to the logit of a token of the vocabulary [T]; the decoder's bias is shared by size. */
    double[] logit(int token) {
        if (token < 0 || token >= weights.bias().getShape().size()) {
            throw new InvalidInputException("token id %d outside the vocabulary of %d"
                    .formatted(token, weights.bias().getShape().size()));
        }
        NDArray row = weights.decoder().get(manager, new NDIndex("{}", token));
        double[] contributions =
                state.matMul(row).toType(DataType.FLOAT64, false).toDoubleArray();
        double bias = weights.bias()
                .get(manager, new NDIndex("{}", token))
                .toType(DataType.FLOAT64, false)
                .getDouble();
        double size = 0;
        for (double contribution : contributions) {
            size += Math.abs(contribution);
        }
        for (int j = 0; j < contributions.length; j++) {
            contributions[j] += size == 0 ? bias / contributions.length : bias * Math.abs(contributions[j]) / size;
        }
        return contributions;
    }
}
