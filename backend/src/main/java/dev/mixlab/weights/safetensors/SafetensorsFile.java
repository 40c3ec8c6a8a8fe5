package dev.mixlab.weights.safetensors;

import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StoredTensor;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One safetensors file. Its header is checked when it is opened; a tensor takes memory when it is read. Names are
 * as in the file, and elements are not looked at.
 */
public final class SafetensorsFile implements AutoCloseable {

    private final ByteSource source;
    private final SafetensorsHeader header;

    private SafetensorsFile(ByteSource source) {
        this.source = source;
        this.header = SafetensorsHeader.read(source);
    }

    /** Opens a file; refused with a WeightFileException that names file, tensor and rule. */
    public static SafetensorsFile open(Path file) {
        ByteSource source = ByteSource.open(file);
        try {
            return new SafetensorsFile(source);
        } catch (RuntimeException refused) {
            closeQuietly(source, refused);
            throw refused;
        }
    }

    /** Reads the header of a file and returns all its tensors by name, none of which is read yet. */
    public static Map<String, StoredTensor> locate(Path file) {
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

    /** Reads the content of a file that is in memory already; {@code origin} names it in messages. */
    public static SafetensorsFile of(String origin, byte[] content) {
        return new SafetensorsFile(ByteSource.of(origin, content));
    }

    public String origin() {
        return source.origin();
    }

    /** Returns the descriptions of all tensors, ordered by name. */
    public Map<String, TensorInfo> tensors() {
        Map<String, TensorInfo> infos = new TreeMap<>();
        header.tensors().forEach((name, entry) -> infos.put(name, entry.info()));
        return infos;
    }

    /** Returns the metadata of the header. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** Reads one tensor. */
    public Tensor read(String name) {
        @Nullable TensorPlace entry = header.tensors().get(name);
        if (entry == null) {
            throw Refusal.tensor(source.origin(), name, "not in the file");
        }
        return entry.read(source);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException failure) {
            throw Refusal.of(source.origin(), "the file cannot be closed", failure);
        }
    }

    private static void closeQuietly(ByteSource source, RuntimeException refused) {
        try {
            source.close();
        } catch (IOException failure) {
            refused.addSuppressed(failure);
        }
    }
}
