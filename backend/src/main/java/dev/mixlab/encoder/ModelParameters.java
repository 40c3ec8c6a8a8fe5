package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import dev.mixlab.encoder.engine.ParameterArrays;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.weights.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parameters of an encoder as arrays that take no part in gradients. Each array shares the memory of its parameter, so that it
 * always holds the present values, even while the encoder is being trained.
 */
final class ModelParameters implements ParameterReader {

    private static final NDIndex WHOLE = new NDIndex(":");

    private final List<Parameter> parameters;
    private final Map<String, NDArray> arrays;

    ModelParameters(Encoder encoder) {
        parameters = encoder.getParameters().values();
        arrays = parameters.stream()
                .collect(Collectors.toMap(
                        Parameter::getId, parameter -> parameter.getArray().stopGradient()));
    }

    /** Returns the array of every parameter of this object. */
    Collection<NDArray> arrays() {
        return arrays.values();
    }

    @Override
    public NDArray array(Parameter parameter) {
        return Objects.requireNonNull(arrays.get(parameter.getId()), parameter.getName());
    }

    /** Returns the arrays by the names of their parameters. */
    Map<String, NDArray> byName() {
        return parameters.stream().collect(Collectors.toMap(Parameter::getName, this::array));
    }

    /** Returns the number of elements of all parameters; a matrix that is tied to another is not a parameter of its own. */
    long elements() {
        return parameters.stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    /** Returns the values of parameters whose names pass a test, in 32 bits, each tensor under the name of its parameter. */
    List<Tensor> export(Predicate<String> wanted) {
        return parameters.stream()
                .filter(parameter -> wanted.test(parameter.getName()))
                .map(this::export)
                .toList();
    }

    private Tensor export(Parameter parameter) {
        try (NDArray single = array(parameter).toType(DataType.FLOAT32, true)) {
            return Tensor.of(parameter.getName(), ParameterArrays.shape(parameter), single.toFloatArray());
        }
    }

    /**
     * Writes values into the parameters whose names pass a test, in place; refuses them before the first one is written if any does not
     * fit.
     */
    void replace(Predicate<String> wanted, List<Tensor> tensors, NDManager manager, Precision precision) {
        Map<String, Tensor> byName = tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        List<Parameter> replaced = parameters.stream()
                .filter(parameter -> wanted.test(parameter.getName()))
                .toList();
        replaced.forEach(parameter -> ParameterArrays.requireFit(parameter, byName.get(parameter.getName())));
        for (Parameter parameter : replaced) {
            float[] values =
                    Objects.requireNonNull(byName.get(parameter.getName())).floats();
            try (NDArray fresh = ParameterArrays.of(manager, values, parameter.getShape(), precision)) {
                array(parameter).set(WHOLE, fresh);
            }
        }
    }
}
