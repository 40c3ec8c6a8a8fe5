package dev.mixlab.weights.tensor;

import dev.mixlab.common.WeightFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tensors by name, each of which takes memory when it is read, so that a large model need not be in memory as a whole. */
public interface TensorSource {

    /** The descriptions of all tensors, whose names are unique. */
    List<TensorInfo> tensors();

    /**
     * Reads one tensor.
     *
     * @throws WeightFileException if there is no tensor of that name, or it cannot be read
     */
    Tensor read(String name);

    /** Reads all tensors, and returns them as they are now. */
    default TensorSource inMemory() {
        return of(tensors().stream().map(info -> read(info.name())).toList());
    }

    /** Returns these tensors and those of another source, whose names are others. */
    default TensorSource and(TensorSource more) {
        TensorSource first = this;
        Set<String> own = tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
        return new TensorSource() {
            @Override
            public List<TensorInfo> tensors() {
                return Stream.concat(first.tensors().stream(), more.tensors().stream())
                        .toList();
            }

            @Override
            public Tensor read(String name) {
                return (own.contains(name) ? first : more).read(name);
            }
        };
    }

    /** Returns tensors that are in memory as they are. */
    static TensorSource of(List<Tensor> tensors) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        return new TensorSource() {
            @Override
            public List<TensorInfo> tensors() {
                return byName.values().stream().map(Tensor::info).toList();
            }

            @Override
            public Tensor read(String name) {
                Tensor tensor = byName.get(name);
                if (tensor == null) {
                    throw new WeightFileException("tensor %s: missing".formatted(name));
                }
                return tensor;
            }
        };
    }
}
