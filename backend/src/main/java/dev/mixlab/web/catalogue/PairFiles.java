package dev.mixlab.web.catalogue;

import dev.mixlab.common.AllowedFolders;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.pairs.PairImport.NamedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files with minimal pairs below the folders that may be read. */
final class PairFiles {

    private static final List<String> ENDINGS = List.of(".jsonl", ".csv", ".tsv");
    private static final int MOST_FILES = 200;

    private final AllowedFolders roots;
    private final long limit;

    /**
     * Files below some roots.
     *
     * @param limit most bytes of all files of a folder together
     */
    PairFiles(AllowedFolders roots, long limit) {
        this.roots = roots;
        this.limit = limit;
    }

    /** Tells whether a file may hold minimal pairs, by its name. */
    static boolean fits(String name) {
        return ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /**
     * Finds the files with minimal pairs in a folder, in the order of their names, or one file.
     *
     * @param source a path below a root, or an absolute one
     * @throws InvalidInputException if it does not lie below a root, or holds no such files or too much
     */
    List<NamedFile> find(String source) {
        Path found = roots.folderOrFile(source);
        List<NamedFile> files = Files.isDirectory(found) ? inFolder(found, source) : single(found, source);
        long bytes = files.stream().mapToLong(file -> size(file.path())).sum();
        if (bytes > limit) {
            throw new InvalidInputException("'%s' has %s bytes, more than %s".formatted(source, bytes, limit));
        }
        return files;
    }

    private static List<NamedFile> single(Path file, String source) {
        String name = String.valueOf(file.getFileName());
        if (!fits(name)) {
            throw new InvalidInputException("file '%s' is neither *.jsonl nor *.csv nor *.tsv".formatted(source));
        }
        return List.of(new NamedFile(file, name));
    }

    private List<NamedFile> inFolder(Path folder, String source) {
        roots.requireInside(folder, PairFiles::fits);
        List<NamedFile> files = list(folder);
        if (files.isEmpty()) {
            throw new InvalidInputException("folder '%s' has no file *.jsonl, *.csv or *.tsv".formatted(source));
        }
        if (files.size() > MOST_FILES) {
            throw new InvalidInputException(
                    "folder '%s' has %s files, more than %s".formatted(source, files.size(), MOST_FILES));
        }
        return files;
    }

    private static List<NamedFile> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(file -> new NamedFile(file, String.valueOf(file.getFileName())))
                    .filter(file -> fits(file.name()))
                    .sorted(Comparator.comparing(NamedFile::path))
                    .toList();
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
