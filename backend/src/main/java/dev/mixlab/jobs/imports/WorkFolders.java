package dev.mixlab.jobs.imports;

import dev.mixlab.common.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for files that are on their way into the database. Those that a killed process has left are deleted at the start. */
final class WorkFolders {

    private static final String PREFIX = "work-";

    private final Path parent;

    WorkFolders(Path parent) {
        this.parent = parent;
        if (Files.isDirectory(parent)) {
            try (Stream<Path> left = Files.list(parent)) {
                left.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                        .forEach(WorkFolders::delete);
            } catch (IOException failure) {
                throw new UncheckedIOException("%s cannot be read".formatted(parent), failure);
            }
        }
    }

    /** Makes an empty folder. */
    Path create() {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, PREFIX);
        } catch (IOException failure) {
            throw new StorageException("%s cannot be written: %s".formatted(parent, failure), failure);
        }
    }

    /** Returns the folder of what has arrived from the hub and is not complete. */
    Path parts() {
        return parent.resolve("parts");
    }

    /** Deletes a folder with all that it holds. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(folder), failure);
        }
    }
}
