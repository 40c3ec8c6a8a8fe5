package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.Precision;
import java.util.Map;
import java.util.Objects;

/**
 * The parameters of another model.
 *
 * @param arrays its parameters by name
 * @param hasHead whether those of a masked-LM head are among them
 * @param manager owner of the copies
 * @param precision precision of the copies
 */
public record CopiedWeights(Map<String, NDArray> arrays, boolean hasHead, NDManager manager, Precision precision)
        implements WeightProvider {

    @Override
    public NDArray values(String name, Role role, Shape shape) {
        NDArray array = Objects.requireNonNull(arrays.get(name), name);
        DataType type = precision.dataType();
        NDArray copy = array.getDataType() == type ? array.duplicate() : array.toType(type, true);
        copy.attach(manager);
        return copy;
    }
}
