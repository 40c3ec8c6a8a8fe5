package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.Dropout;
import dev.mixlab.encoder.family.EncoderConfig;

/** The dropout rates of one forward pass, which are 0 outside training. */
public record DropoutRates(double hidden, double attention) {

    public static final DropoutRates NONE = new DropoutRates(0, 0);

    /** Returns the configured rates in training, and none otherwise. */
    public static DropoutRates of(EncoderConfig config, boolean training) {
        return training
                ? new DropoutRates(config.dropout().hidden(), config.dropout().attention())
                : NONE;
    }

    NDArray hidden(NDArray input) {
        return drop(input, hidden);
    }

    NDArray attention(NDArray input) {
        return drop(input, attention);
    }

    private static NDArray drop(NDArray input, double rate) {
        return rate == 0 ? input : Dropout.dropout(input, (float) rate, true).singletonOrThrow();
    }
}
