package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.AttentionTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import org.jspecify.annotations.Nullable;

/**
 * What the backward pass of one layer reads over a batch of B sequences of T tokens, whatever its rules. R rows of the layer's output have
 * a gradient: those of all T tokens, or of the targets alone in the last layer.
 *
 * @param config of the model
 * @param weights of the layer
 * @param trace activations of the forward pass, R rows
 * @param mask term added to attention scores [B, 1, 1, T]; null without padding
 * @param first layer norm 1
 * @param second layer norm 2
 */
record LayerActivations(
        EncoderConfig config,
        LayerWeights weights,
        AttentionTrace trace,
        @Nullable NDArray mask,
        NormBackward first,
        NormBackward second) {

    /**
     * Reads the activations of a layer.
     *
     * @param deviation one over the deviation of each row at layer norm 2 [B, R, 1]
     */
    static LayerActivations of(
            EncoderConfig config,
            LayerWeights weights,
            AttentionTrace trace,
            @Nullable NDArray mask,
            NDArray deviation) {
        return new LayerActivations(
                config,
                weights,
                trace,
                mask,
                NormBackward.at(trace.y(), weights.attentionNorm()),
                NormBackward.scaled(deviation, weights.outputNorm()));
    }

    /** Computes attention at a temperature [B, heads, R, T]. */
    NDArray attention(double temperature) {
        NDArray scores =
                trace.queries().matMul(trace.keys().transpose(0, 1, 3, 2)).div(temperature);
        return (mask == null ? scores : scores.add(mask)).softmax(-1);
    }

    /** Splits states [B, R, H] by head to [B, heads, R, d]. */
    NDArray byHead(NDArray states) {
        return states.reshape(states.getShape().get(0), -1, config.heads(), config.headSize())
                .transpose(0, 2, 1, 3);
    }

    /** Joins vectors [B, heads, R, d] of all heads to [B, R, H]. */
    NDArray joined(NDArray vectors) {
        return vectors.transpose(0, 2, 1, 3).reshape(vectors.getShape().get(0), -1, config.hidden());
    }
}
