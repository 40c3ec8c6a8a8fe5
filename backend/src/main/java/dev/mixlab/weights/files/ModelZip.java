package dev.mixlab.weights.files;

import dev.mixlab.weights.tensor.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes the files of a model from a zip. They lie in one folder of it, that of the config.json nearest to its root. Bounds are checked
 * against the bytes that come out, whatever the zip says of itself.
 */
public final class ModelZip {

    private static final int MOST_ENTRIES = 2000;

    /** Weights hardly get smaller by compression; what unpacks to more than this multiple is no model. */
    private static final long LARGEST_RATIO = 100;

    private static final long UNSUSPICIOUS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Path zip;
    private final String shown;
    private final long limit;

    /**
     * A zip that is not read yet.
     *
     * @param zip the file
     * @param shown name of the zip in messages
     * @param limit the most bytes that may come out of it
     */
    public ModelZip(Path zip, String shown, long limit) {
        this.zip = zip;
        this.shown = shown;
        this.limit = limit;
    }

    /**
     * Unpacks the needed files into a folder, without folders of their own.
     *
     * @param unpacked told the number of bytes that have come out; what it throws ends the unpacking
     * @throws dev.mixlab.common.WeightFileException if the zip is broken, too large, or holds no model or several
     */
    public void into(Path folder, LongConsumer unpacked) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Map<String, ZipEntry> files = files(file);
            Budget budget = new Budget(unpacked);
            for (String name : ModelFiles.needed(files.keySet())) {
                copy(file, Objects.requireNonNull(files.get(name)), folder.resolve(name), budget);
            }
            for (String name : files.keySet()) {
                if (ModelFiles.isMarker(name)) {
                    Files.createFile(folder.resolve(name));
                }
            }
        } catch (IOException broken) {
            throw Refusal.of(shown, "is no zip that can be read", broken);
        }
    }

    private Map<String, ZipEntry> files(ZipFile file) {
        if (file.size() > MOST_ENTRIES) {
            throw Refusal.of(shown, "has %s entries; at most %s are read".formatted(file.size(), MOST_ENTRIES));
        }
        List<? extends ZipEntry> entries =
                file.stream().filter(entry -> !entry.isDirectory()).toList();
        entries.forEach(entry -> requireInside(entry.getName()));
        String home = home(entries);
        Map<String, ZipEntry> files = new HashMap<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (folder(name).equals(home) && ModelFiles.isPart(name.substring(home.length()))) {
                if (files.put(name.substring(home.length()), entry) != null) {
                    throw Refusal.of(shown, "has the entry %s twice".formatted(Refusal.printable(name)));
                }
            }
        }
        return files;
    }

    private void requireInside(String name) {
        boolean leaves = name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/", -1)).contains("..");
        if (leaves) {
            throw Refusal.of(shown, "the entry %s leaves the folder".formatted(Refusal.printable(name)));
        }
    }

    /** Returns the folder of the model within the zip, with a slash at its end unless it is the root. */
    private String home(List<? extends ZipEntry> entries) {
        List<String> homes = new ArrayList<>(entries.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(ModelFiles.CONFIG) || name.endsWith("/" + ModelFiles.CONFIG))
                .map(ModelZip::folder)
                .filter(folder -> !folder.startsWith("__MACOSX/"))
                .toList());
        if (homes.isEmpty()) {
            throw Refusal.of(shown, "has no config.json");
        }
        homes.sort(Comparator.comparingInt(ModelZip::depth).thenComparing(Comparator.naturalOrder()));
        if (homes.size() > 1 && depth(homes.get(0)) == depth(homes.get(1))) {
            throw Refusal.of(
                    shown,
                    "has several models, in %s and %s; one at a time is imported"
                            .formatted(Refusal.printable(homes.get(0)), Refusal.printable(homes.get(1))));
        }
        return homes.get(0);
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static int depth(String folder) {
        return (int) folder.chars().filter(character -> character == '/').count();
    }

    private void copy(ZipFile file, ZipEntry entry, Path target, Budget budget) throws IOException {
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                budget.spend(read);
                if (bytes > UNSUSPICIOUS && bytes > LARGEST_RATIO * Math.max(1, entry.getCompressedSize())) {
                    throw Refusal.of(
                            shown,
                            "the entry %s unpacks to more than %s times its size"
                                    .formatted(Refusal.printable(entry.getName()), LARGEST_RATIO));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** Counts the bytes of all files together. */
    private final class Budget {

        private final LongConsumer listener;
        private long spent;

        Budget(LongConsumer listener) {
            this.listener = listener;
        }

        void spend(int bytes) {
            spent += bytes;
            if (spent > limit) {
                throw Refusal.of(shown, "unpacks to more than the %s bytes of --upload-limit".formatted(limit));
            }
            listener.accept(spent);
        }
    }
}
