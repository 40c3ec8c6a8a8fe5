package dev.mixlab.weights.pickle;

import dev.mixlab.weights.pickle.PickledFile.Bytes;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of torch.save before the zip: pickles of a magic number, a version, facts of the machine, the dictionary and the
 * keys of its storages, and behind them the storages in that order, each with the number of its elements.
 */
final class PickledStorages {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Integer VERSION = 1001;

    private PickledStorages() {}

    static PickledFile read(Path file, ByteSource source) throws IOException {
        String origin = source.origin();
        PickleStream stream = new PickleStream(source, 0, source.size());
        TensorUnpickler unpickler = new TensorUnpickler(origin);
        if (!MAGIC.equals(unpickler.next(stream)) || !VERSION.equals(unpickler.next(stream))) {
            throw Refusal.of(origin, "not a file of torch.save in the zip format or the one before it");
        }
        if (!(unpickler.next(stream) instanceof Map<?, ?> machine)
                || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw Refusal.of(origin, "the file does not say that its bytes are little endian");
        }
        Object dictionary = unpickler.next(stream);
        if (!(unpickler.next(stream) instanceof List<?> keys)) {
            throw Refusal.of(origin, "the keys of the storages are not a list");
        }
        return new PickledFile(file, dictionary, storages(source, stream, keys, sizes(dictionary)));
    }

    /** Bytes of an element of each storage. */
    private static Map<String, Integer> sizes(Object dictionary) {
        Map<String, Integer> sizes = new HashMap<>();
        if (dictionary instanceof Map<?, ?> named) {
            for (Object value : named.values()) {
                if (value instanceof PickledTensor tensor) {
                    sizes.put(tensor.storage().key(), tensor.storage().type().bytes());
                }
            }
        }
        return sizes;
    }

    private static Map<String, Bytes> storages(
            ByteSource source, PickleStream stream, List<?> keys, Map<String, Integer> sizes) throws IOException {
        Map<String, Bytes> storages = new HashMap<>();
        for (Object key : keys) {
            Integer size = key instanceof String name ? sizes.get(name) : null;
            if (size == null) {
                throw Refusal.of(source.origin(), "a storage of which there is no tensor");
            }
            long elements = stream.readLong();
            long start = stream.position();
            if (elements < 0 || elements > (source.size() - start) / size) {
                throw Refusal.of(
                        source.origin(),
                        "storage %s goes beyond the end of the file".formatted(Refusal.printable((String) key)));
            }
            storages.put((String) key, new Bytes(start, start + elements * size));
            stream.pass(elements * size);
        }
        return storages;
    }
}
