package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.layer.AffineWeights;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.tensor.WeightViews;

/**
 * One layer's weights put together so that parts are read and written as seldom as possible. C stands for "minus the mean
 * over components"; a bias b is given to parts in proportion to |d . b|, so that each step needs products with biases beside
 * the products with matrices.
 *
 * @param attentionBiasAndMean b of attention and 1 / H, from parts to their product with the bias and to their mean [H, 2]
 * @param centredAttentionBias C b and -1, from share and mean to what is added so that parts are centred [2, H]
 * @param normBiasInnerBiasAndMean beta1, W1' b1 and 1 / H, from parts without beta1 to their products and mean [H, 3]
 * @param normBiasTimesInnerBias beta1 . W1' b1 [1]
 * @param innerMatrixAndBiases W1, W1 beta1 and b1 side by side [F, H + 2]
 * @param outputMatrix W2 [H, F]
 * @param outputBiasAndMean b2 and 1 / H [H, 2]
 * @param centredNormAndOutputBias C beta1, C b2 and -1 [3, H]
 * @param outputNormBias beta2 [H, 1]
 */
record DecompositionWeights(
        NDArray attentionBiasAndMean,
        NDArray centredAttentionBias,
        NDArray normBiasInnerBiasAndMean,
        NDArray normBiasTimesInnerBias,
        NDArray innerMatrixAndBiases,
        NDArray outputMatrix,
        NDArray outputBiasAndMean,
        NDArray centredNormAndOutputBias,
        NDArray outputNormBias) {

    /**
     * Computes the weights of a layer; the manager owns them.
     *
     * @param start whether parts start at this layer, so that value vectors include their bias already
     */
    static DecompositionWeights of(NDManager manager, LayerWeights weights, boolean start) {
        NDArray bias = column(manager, bias(manager, weights, start));
        NDArray beta = column(manager, weights.attentionNorm().bias());
        NDArray matrix = WeightViews.of(manager, weights.intermediate().weight());
        NDArray innerBias = column(manager, weights.intermediate().bias());
        NDArray pulled = matrix.transpose().matMul(innerBias);
        NDArray outputBias = column(manager, weights.output().bias());
        NDArray mean = bias.onesLike().div(bias.size());
        NDArray off = bias.onesLike().neg();
        return new DecompositionWeights(
                joined(1, bias, mean),
                joined(1, centred(bias), off).transpose(),
                joined(1, beta, pulled, mean),
                beta.mul(pulled).sum(),
                joined(1, matrix, matrix.matMul(beta), innerBias),
                WeightViews.of(manager, weights.output().weight()),
                joined(1, outputBias, mean),
                joined(1, centred(beta), centred(outputBias), off).transpose(),
                column(manager, weights.outputNorm().bias()));
    }

    /** Concatenates arrays along an axis. */
    static NDArray joined(int axis, NDArray... arrays) {
        return NDArrays.concat(new NDList(arrays), axis);
    }

    private static NDArray bias(NDManager manager, LayerWeights weights, boolean start) {
        AffineWeights output = weights.attentionOutput();
        return start
                ? output.bias()
                : output.apply(WeightViews.of(manager, weights.value().bias()));
    }

    private static NDArray column(NDManager manager, NDArray vector) {
        return WeightViews.of(manager, vector).reshape(-1, 1);
    }

    private static NDArray centred(NDArray column) {
        return column.sub(column.mean());
    }
}
