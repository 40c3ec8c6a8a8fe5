package dev.mixlab.weights.safetensors;

import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.FiniteElements;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A tensor in a file whose header has been checked. */
public record StoredTensor(Path file, TensorPlace entry) {

    /** All tensors of a safetensors file, by name. */
    public static Map<String, StoredTensor> in(Path file) {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        try (ByteSource source = ByteSource.open(file)) {
            SafetensorsHeader.read(source)
                    .tensors()
                    .forEach((name, entry) -> tensors.put(name, new StoredTensor(file, entry)));
        } catch (IOException failure) {
            throw Refusal.of(file.toString(), "the file cannot be closed", failure);
        }
        return tensors;
    }

    /** Reads the data under another name; refused when an element is not finite. */
    public Tensor read(String name) {
        try (ByteSource source = ByteSource.open(file)) {
            if (entry.end() > source.size()) {
                throw Refusal.tensor(file.toString(), entry.info().name(), "the file has become shorter");
            }
            return FiniteElements.require(file.toString(), entry.read(source)).named(name);
        } catch (IOException failure) {
            throw Refusal.of(file.toString(), "the file cannot be closed", failure);
        }
    }
}
