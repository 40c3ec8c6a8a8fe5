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
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Returns all parameters as {@link #export} does; each has the value of the moment when it is read. */
    TensorSource tensors() {
        Map<String, Parameter> byName = parameters.stream()
                .collect(Collectors.toMap(
                        Parameter::getName, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        return new TensorSource() {
            @Override
            public List<TensorInfo> tensors() {
                return byName.values().stream().map(ModelParameters::info).toList();
            }

            @Override
            public Tensor read(String name) {
                return export(Objects.requireNonNull(byName.get(name), name));
            }
        };
    }

    private Tensor export(Parameter parameter) {
        NDArray array = array(parameter);
        if (array.getDataType() == DataType.FLOAT32) {
            return new Tensor(info(parameter), array.toByteBuffer());
        }
        try (NDArray single = array.toType(DataType.FLOAT32, true)) {
            return new Tensor(info(parameter), single.toByteBuffer());
        }
    }

    private static TensorInfo info(Parameter parameter) {
        return new TensorInfo(
                parameter.getName(), dev.mixlab.weights.tensor.DataType.F32, ParameterArrays.shape(parameter));
    }

    /**
     * Writes values into the parameters whose names pass a test, in place; refuses them before the first one is written if any does not
     * fit.
     */
    void replace(Predicate<String> wanted, TensorSource tensors, NDManager manager, Precision precision) {
        Set<String> names = tensors.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
        List<Parameter> replaced = parameters.stream()
                .filter(parameter -> wanted.test(parameter.getName()))
                .toList();
        for (Parameter parameter : replaced) {
            String name = parameter.getName();
            ParameterArrays.requireFit(parameter, names.contains(name) ? tensors.read(name) : null);
        }
        for (Parameter parameter : replaced) {
            Tensor values = tensors.read(parameter.getName());
            try (NDArray fresh = ParameterArrays.of(manager, values, parameter.getShape(), precision)) {
                array(parameter).set(WHOLE, fresh);
            }
        }
    }
}
