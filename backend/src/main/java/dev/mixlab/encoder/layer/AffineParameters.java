package dev.mixlab.encoder.layer;

import ai.djl.nn.Parameter;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.encoder.parameters.WeightProvider.Role;
import java.util.function.Consumer;

/** The parameters of an affine map: {@code NAME.weight} [out, in] and {@code NAME.bias} [out]. */
final class AffineParameters {

    private final Parameter weight;
    private final Parameter bias;

    AffineParameters(String name, int in, int out, WeightProvider weights, Consumer<Parameter> register) {
        weight = weights.parameter(name + ".weight", Role.MATRIX, out, in);
        bias = weights.parameter(name + ".bias", Role.BIAS, out);
        register.accept(weight);
        register.accept(bias);
    }

    AffineWeights read(ParameterReader reader) {
        return new AffineWeights(reader.array(weight), reader.array(bias));
    }
}
