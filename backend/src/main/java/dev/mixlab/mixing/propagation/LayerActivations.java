package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import org.jspecify.annotations.Nullable;

/**
 * What the backward pass of one layer reads over a batch of B sequences of T tokens, whatever its rules.
 *
 * @param config of the model
 * @param weights of the layer
 * @param trace activations of the forward pass, all rows
 * @param queries query vectors divided by the root of their size, bias included [B, heads, T, d]
 * @param keys key vectors, bias included [B, heads, T, d]
 * @param mask term added to attention scores [B, 1, 1, T]; null without padding
 * @param first layer norm 1
 * @param second layer norm 2
 */
record LayerActivations(
        EncoderConfig config,
        LayerWeights weights,
        LayerTrace trace,
        NDArray queries,
        NDArray keys,
        @Nullable NDArray mask,
        NormBackward first,
        NormBackward second) {

    static LayerActivations of(EncoderConfig config, LayerWeights weights, LayerTrace trace, @Nullable NDArray mask) {
        NDArray x = trace.x();
        return new LayerActivations(
                config,
                weights,
                trace,
                byHead(config, weights.query().apply(x)).div(Math.sqrt(config.headSize())),
                byHead(config, weights.key().apply(x)),
                mask,
                NormBackward.at(trace.y(), weights.attentionNorm()),
                NormBackward.at(trace.u(), weights.outputNorm()));
    }

    /** Computes attention at a temperature [B, heads, T, T]. */
    NDArray attention(double temperature) {
        NDArray scores = queries.matMul(keys.transpose(0, 1, 3, 2)).div(temperature);
        return (mask == null ? scores : scores.add(mask)).softmax(-1);
    }

    /** Splits states [B, T, H] by head to [B, heads, T, d]. */
    NDArray byHead(NDArray states) {
        return byHead(config, states);
    }

    private static NDArray byHead(EncoderConfig config, NDArray states) {
        return states.reshape(states.getShape().get(0), -1, config.heads(), config.headSize())
                .transpose(0, 2, 1, 3);
    }

    /** Joins vectors [B, heads, T, d] of all heads to [B, T, H]. */
    NDArray joined(NDArray vectors) {
        return vectors.transpose(0, 2, 1, 3).reshape(trace.x().getShape());
    }
}
