package dev.mixlab.weights.pickle;

import dev.mixlab.weights.pickle.PickledFile.Bytes;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The zip format of torch.save: ROOT/data.pkl, an entry ROOT/data/KEY for each storage, and nothing compressed. */
final class PickledZip {

    private static final String PICKLE = "data.pkl";
    private static final int LONGEST_ORDER = 16;

    private final String origin;
    private final long size;

    private PickledZip(String origin, long size) {
        this.origin = origin;
        this.size = size;
    }

    static PickledFile read(Path file, ByteSource source) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            PickledZip format = new PickledZip(source.origin(), source.size());
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            ZipArchiveEntry pickle = format.pickle(entries);
            String root = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
            format.requireLittleEndian(zip, zip.getEntry(root + "byteorder"));
            Bytes bytes = format.place(pickle);
            Object dictionary =
                    new TensorUnpickler(source.origin()).next(new PickleStream(source, bytes.start(), bytes.end()));
            return new PickledFile(file, dictionary, format.storages(entries, root + "data/"));
        } catch (IllegalArgumentException broken) {
            throw Refusal.of(source.origin(), "the archive is broken", broken);
        }
    }

    private ZipArchiveEntry pickle(List<ZipArchiveEntry> entries) {
        List<ZipArchiveEntry> found = entries.stream()
                .filter(entry -> entry.getName().matches("[^/]+/" + PICKLE))
                .toList();
        if (found.size() != 1) {
            throw Refusal.of(origin, "the archive has %s files ROOT/%s, not one".formatted(found.size(), PICKLE));
        }
        return found.get(0);
    }

    private void requireLittleEndian(ZipFile zip, @Nullable ZipArchiveEntry order) throws IOException {
        if (order == null) {
            return;
        }
        Bytes bytes = place(order);
        String said = bytes.count() > LONGEST_ORDER
                ? "unknown"
                : new String(zip.getInputStream(order).readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!said.equals("little")) {
            throw Refusal.of(origin, "the order of bytes is %s, not little".formatted(Refusal.printable(said)));
        }
    }

    private Map<String, Bytes> storages(List<ZipArchiveEntry> entries, String folder) {
        Map<String, Bytes> storages = new HashMap<>();
        for (ZipArchiveEntry entry : entries) {
            if (entry.getName().startsWith(folder)
                    && storages.put(entry.getName().substring(folder.length()), place(entry)) != null) {
                throw Refusal.of(origin, "the archive has %s twice".formatted(Refusal.printable(entry.getName())));
            }
        }
        return storages;
    }

    private Bytes place(ZipArchiveEntry entry) {
        String name = Refusal.printable(entry.getName());
        if (entry.getMethod() != ZipEntry.STORED) {
            throw Refusal.of(origin, "%s is compressed, which torch.save never does".formatted(name));
        }
        long start = entry.getDataOffset();
        if (start < 0 || entry.getSize() < 0 || entry.getSize() > size - start) {
            throw Refusal.of(origin, "%s goes beyond the end of the file".formatted(name));
        }
        return new Bytes(start, start + entry.getSize());
    }
}
