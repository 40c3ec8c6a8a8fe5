package dev.mixlab.jobs.imports;

import dev.mixlab.common.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for files that are on their way into the database. Those that a killed process has left are deleted at the start. */
final class WorkFolders {

    private static final String PREFIX = "work-";

    /** How long an incomplete download can be continued. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path parent;

    /**
     * Opens the folders, and deletes what a killed process left there: working folders, and incomplete downloads that nobody has continued
     * for a week.
     */
    WorkFolders(Path parent, Clock clock) {
        this.parent = parent;
        list(parent).stream()
                .filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                .forEach(WorkFolders::delete);
        Instant old = clock.instant().minus(KEPT);
        list(parts()).stream().filter(part -> changed(part).isBefore(old)).forEach(WorkFolders::delete);
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), failure);
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException failure) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), failure);
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
