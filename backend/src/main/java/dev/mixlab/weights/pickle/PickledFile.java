package dev.mixlab.weights.pickle;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StoredTensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file that torch.save wrote holds. Only places of tensors are read; their elements stay in the file until they are
 * asked for.
 *
 * @param file the file
 * @param dictionary what was saved
 * @param storages by key where the elements of storages lie
 */
public record PickledFile(Path file, Object dictionary, Map<String, Bytes> storages) {

    private static final int ZIP = 0x04034b50;

    /** Where bytes lie in a file, from one position to before another. */
    record Bytes(long start, long end) {

        long count() {
            return end - start;
        }
    }

    /** All tensors of a file in the zip format or the one before it, by name. */
    public static Map<String, StoredTensor> tensors(Path file) {
        try (ByteSource source = ByteSource.open(file)) {
            boolean zip = source.size() >= Integer.BYTES && first(source) == ZIP;
            return (zip ? PickledZip.read(file, source) : PickledStorages.read(file, source)).tensors();
        } catch (IOException failure) {
            throw Refusal.of(
                    file.toString(),
                    "the file cannot be read: " + Refusal.printable(String.valueOf(failure.getMessage())),
                    failure);
        }
    }

    private static int first(ByteSource source) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        source.read(0, bytes);
        return bytes.flip().getInt();
    }

    private Map<String, StoredTensor> tensors() {
        if (!(dictionary instanceof Map<?, ?> named)) {
            throw Refusal.of(file.toString(), "the pickle is not a dictionary of tensors");
        }
        Map<String, StoredTensor> tensors = new TreeMap<>();
        named.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw Refusal.of(file.toString(), "the dictionary has a key that is not a text");
            }
            if (!(value instanceof PickledTensor tensor)) {
                throw refused(name, "the dictionary holds something else under this name");
            }
            tensors.put(name, new StoredTensor(file, place(name, tensor)));
        });
        return tensors;
    }

    private TensorPlace place(String name, PickledTensor tensor) {
        TensorInfo info = info(name, tensor);
        if (tensor.strides().size() != tensor.shape().size()) {
            throw refused(
                    name,
                    "%s strides for %s axes"
                            .formatted(tensor.strides().size(), tensor.shape().size()));
        }
        int size = info.type().bytes();
        long elements = tensor.storage().elements();
        String key = Refusal.printable(tensor.storage().key());
        Bytes bytes = storages.get(tensor.storage().key());
        if (bytes == null) {
            throw refused(name, "there is no storage " + key);
        }
        if (elements > bytes.count() / size) {
            throw refused(name, "storage %s has %s bytes for %s elements".formatted(key, bytes.count(), elements));
        }
        if (tensor.offset() <= elements) {
            TensorPlace place = new TensorPlace(info, bytes.start() + tensor.offset() * size, tensor.strides());
            if (endsBy(place, bytes.start() + elements * size)) {
                return place;
            }
        }
        throw refused(
                name,
                "%s with the strides %s from element %s on goes beyond the %s elements of storage %s"
                        .formatted(info.shape(), tensor.strides(), tensor.offset(), elements, key));
    }

    private static boolean endsBy(TensorPlace place, long position) {
        try {
            return place.end() <= position;
        } catch (ArithmeticException beyondCounting) {
            return false;
        }
    }

    private TensorInfo info(String name, PickledTensor tensor) {
        try {
            return new TensorInfo(name, tensor.storage().type(), tensor.shape());
        } catch (InvalidInputException tooLarge) {
            throw refused(name, "shape %s is larger than can be counted".formatted(tensor.shape()));
        }
    }

    private RuntimeException refused(String tensor, String rule) {
        return Refusal.tensor(file.toString(), tensor, rule);
    }
}
