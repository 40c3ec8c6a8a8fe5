package dev.mixlab.encoder.layer;

import ai.djl.nn.Parameter;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.encoder.parameters.WeightProvider.Role;
import java.util.function.Consumer;

/** The parameters of a layer norm: {@code NAME.weight} and {@code NAME.bias}, both [size]. */
final class NormParameters {

    private final Parameter gain;
    private final Parameter bias;
    private final double eps;

    NormParameters(String name, int size, double eps, WeightProvider weights, Consumer<Parameter> register) {
        this.eps = eps;
        gain = weights.parameter(name + ".weight", Role.GAIN, size);
        bias = weights.parameter(name + ".bias", Role.BIAS, size);
        register.accept(gain);
        register.accept(bias);
    }

    NormWeights read(ParameterReader reader) {
        return new NormWeights(reader.array(gain), reader.array(bias), eps);
    }
}
