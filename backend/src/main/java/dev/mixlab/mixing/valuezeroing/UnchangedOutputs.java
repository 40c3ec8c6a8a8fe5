package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.tensor.CentredRows;
import dev.mixlab.mixing.tensor.CentredRows.Rescaling;

/**
 * Some rows of a layer as they are, from which follows how its output changes where its attention adds something else. What goes through
 * the layer is the change itself, never the alternative: outputs that hardly differ keep all their digits.
 *
 * @param weights of the layer
 * @param products of these weights
 * @param y input of layer norm 1 [n, 1, R, H]
 * @param inner the activation at the inner units [n, 1, R, F]
 * @param ofNorm the inner units without what does not depend on y [n, 1, R, F]
 * @param u input of layer norm 2 [n, 1, R, H]
 * @param out output in double precision [n, 1, R, H]
 */
record UnchangedOutputs(
        LayerWeights weights,
        ZeroingWeights products,
        CentredRows y,
        ActivationChange inner,
        NDArray ofNorm,
        CentredRows u,
        NDArray out) {

    private static final int[] COMPONENTS = {-1};

    /** Reads n sequences of a layer's activations, R rows each. */
    static UnchangedOutputs of(
            Activation activation, LayerWeights weights, ZeroingWeights products, LayerTrace trace, NDIndex sequences) {
        CentredRows y =
                CentredRows.of(trace.y().get(sequences), weights.attentionNorm().eps());
        NDArray inner = trace.preActivation().get(sequences);
        CentredRows u =
                CentredRows.of(trace.u().get(sequences), weights.outputNorm().eps());
        return new UnchangedOutputs(
                weights,
                products,
                y.expandDims(1),
                ActivationChange.at(activation, inner).expandDims(1),
                inner.sub(products.innerBias()).expandDims(1),
                u.expandDims(1),
                trace.out().get(sequences).toType(DataType.FLOAT64, false).expandDims(1));
    }

    /** How the change of y reaches the inner units, which is linear but for the factor of layer norm 1. */
    interface ToInner {

        /**
         * Computes the change of the inner units before their activation [n, z, R, F], z being the number of alternatives.
         *
         * @param scale how layer norm 1 scales the rows
         * @param z change of the norm's output [n, z, R, H]
         */
        NDArray change(Rescaling scale, NDArray z);
    }

    /**
     * Computes the change of the layer's output [n, z, R, H] for z alternatives.
     *
     * @param change centred change of y [n, z, R, H], of which nothing is left
     */
    NDArray change(NDArray change, ToInner toInner) {
        Rescaling first = y.add(change, weights.attentionNorm().eps());
        NDArray z = change.muli(first.inverse())
                .addi(y.centred().mul(first.factor()))
                .muli(weights.attentionNorm().gain());
        NDArray active = inner.of(toInner.change(first, z));
        NDArray ofBlock = active.matMul(products.output()).addi(z.subi(z.mean(COMPONENTS, true)));
        Rescaling second = u.add(ofBlock, weights.outputNorm().eps());
        return ofBlock.muli(second.inverse())
                .addi(u.centred().mul(second.factor()))
                .muli(weights.outputNorm().gain());
    }

    /**
     * Adds to a change of the inner units what comes from layer norm 1 scaling the whole row in another way.
     *
     * @param change what comes from the change of y, divided by the deviation after it [n, z, R, F]; it is changed in place
     */
    NDArray rescaled(NDArray change, Rescaling scale) {
        return change.addi(ofNorm.mul(scale.factor().mul(y.deviation())));
    }
}
