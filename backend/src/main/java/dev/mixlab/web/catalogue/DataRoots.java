package dev.mixlab.web.catalogue;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.pairs.PairImport.NamedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folders of the server below which minimal pairs may be read. Links that lead out of them are not followed. */
public final class DataRoots {

    private static final List<String> ENDINGS = List.of(".jsonl", ".csv", ".tsv");
    private static final int MOST_FILES = 200;

    private final List<Path> roots;
    private final long limit;

    /**
     * Allowed roots.
     *
     * @param roots the folders; none: no folder can be read
     * @param limit most bytes of all files of a folder together
     */
    public DataRoots(List<Path> roots, long limit) {
        this.roots = roots.stream().map(DataRoots::real).toList();
        this.limit = limit;
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new InvalidInputException("--data-root %s: is no folder that can be read".formatted(root), e);
        }
    }

    /**
     * Finds the files with minimal pairs in a folder, in the order of their names.
     *
     * @param folder a path below a root, or an absolute one
     * @throws InvalidInputException if it does not lie below a root, or holds no such files or too much
     */
    List<NamedFile> files(String folder) {
        if (roots.isEmpty()) {
            throw new InvalidInputException(
                    "no folder can be read: the server was started without --data-root; upload the file instead");
        }
        Path found = roots.stream()
                .map(root -> below(root, folder))
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "folder '%s' does not exist below an allowed root (--data-root)".formatted(folder)));
        List<NamedFile> files = files(found);
        if (files.isEmpty()) {
            throw new InvalidInputException("folder '%s' has no file *.jsonl, *.csv or *.tsv".formatted(folder));
        }
        if (files.size() > MOST_FILES) {
            throw new InvalidInputException(
                    "folder '%s' has %s files, more than %s".formatted(folder, files.size(), MOST_FILES));
        }
        long bytes = files.stream().mapToLong(file -> size(file.path())).sum();
        if (bytes > limit) {
            throw new InvalidInputException(
                    "folder '%s' has files of %s bytes, more than %s".formatted(folder, bytes, limit));
        }
        return files;
    }

    private static List<Path> below(Path root, String folder) {
        try {
            Path path = root.resolve(folder).toRealPath();
            return path.startsWith(root) && Files.isDirectory(path) ? List.of(path) : List.of();
        } catch (InvalidPathException | IOException notThere) {
            return List.of();
        }
    }

    private static List<NamedFile> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<NamedFile> files = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                boolean fits = ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
                if (fits && Files.isRegularFile(entry) && entry.toRealPath().startsWith(folder)) {
                    files.add(new NamedFile(entry, name));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
