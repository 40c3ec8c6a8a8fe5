package dev.mixlab.weights.tensor;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A tensor in a file whose header has been checked.
 *
 * @param file the file
 * @param entry name, type, shape and position of the tensor
 */
public record StoredTensor(Path file, TensorPlace entry) {

    /**
     * Reads the tensor and gives it another name.
     *
     * @throws dev.mixlab.common.WeightFileException if an element is not finite or the file has become shorter
     */
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
