package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.AffineWeights;
import dev.mixlab.encoder.layer.NormWeights;
import dev.mixlab.mixing.tensor.CentredRows;
import dev.mixlab.mixing.tensor.WeightViews;

/**
 * Parts of a state that come from each token, and add up to it, through the pieces of a layer (DecompX, Modarressi et al.
 * 2023, section 3). Parts are [.., T, K], their state, where it is needed, is [.., 1, K].
 */
final class TokenParts {

    /** Constant that DecompX adds to a sum of sizes before it divides by it. */
    private static final double LEAST_SUM = 1e-12;

    private TokenParts() {}

    /** The parts and a bias b [K] that is given to each part d in proportion to |d . b|. */
    static NDArray share(NDArray parts, NDArray bias) {
        NDArray direction = WeightViews.of(parts.getManager(), bias).reshape(-1, 1);
        return shares(parts.matMul(direction)).mul(bias).addi(parts);
    }

    /** Computes the share of a bias that each part gets, from the products of the parts with the bias [.., T, 1]. */
    static NDArray shares(NDArray products) {
        NDArray sizes = products.abs();
        return sizes.divi(sizes.sum(new int[] {-2}, true).addi(LEAST_SUM));
    }

    /** Maps parts by an affine map, whose bias is divided among them. */
    static NDArray affine(NDArray parts, AffineWeights map) {
        return share(Linear.linear(parts, map.weight()).singletonOrThrow(), map.bias());
    }

    /** Applies an activation to parts: each unit is multiplied by the slope from the origin to the state's value. */
    static NDArray activated(NDArray parts, NDArray state, Activation activation) {
        return parts.mul(activation.slopeFromOrigin(state));
    }

    /** Applies a layer norm with the deviation of the state to parts; its bias is divided among them. */
    static NDArray normalised(NDArray parts, NDArray state, NormWeights norm) {
        NDArray deviation = CentredRows.of(state, norm.eps()).deviation();
        NDArray centred = parts.sub(parts.mean(new int[] {-1}, true));
        return share(centred.divi(deviation).muli(norm.gain()), norm.bias());
    }
}
