package dev.mixlab.store.check;

import dev.mixlab.run.folder.FolderReport.Part;
import dev.mixlab.run.folder.FolderReport.Unused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a data folder beside its database. */
final class FolderFiles {

    /** What is being written has been written to within this time. */
    private static final Duration BEING_WRITTEN = Duration.ofHours(1);

    private static final Map<String, String> FOLDERS = Map.of(
            "blimp", "files of BLiMP",
            "cache", "native libraries of the engine",
            "training-states", "training states of unfinished runs",
            "imports", "imports of models that have not ended",
            "uploads", "uploads that are being read",
            "backups", "backups made before an upgrade");

    private final Path folder;
    private final Instant now;

    FolderFiles(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** Returns what lies in the folder, by its purpose, in the order of the names. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Path entry : list(folder)) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                List<Path> files = files(entry);
                parts.add(new Part(
                        "%s: %s".formatted(name, FOLDERS.getOrDefault(name, "not of mixlab")),
                        files.size(),
                        files.stream().mapToLong(FolderFiles::size).sum()));
            } else {
                parts.add(new Part(name, 1, size(entry)));
            }
        }
        return parts;
    }

    /** Returns files that a killed process has left: incomplete copies and uploads that nobody writes any more. */
    List<Path> leftOver() {
        List<Path> left = new ArrayList<>();
        list(folder).stream()
                .filter(file -> file.getFileName().toString().matches("mixlab.*\\.(part|probe)"))
                .forEach(left::add);
        for (String name : List.of("training-states", "backups")) {
            list(folder.resolve(name)).stream()
                    .filter(file -> file.toString().endsWith(".part"))
                    .forEach(left::add);
        }
        left.addAll(files(folder.resolve("uploads")));
        return left.stream().filter(this::isOld).toList();
    }

    Unused unused(Path file) {
        return new Unused("%s, left by a process that was killed".formatted(folder.relativize(file)), size(file));
    }

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(BEING_WRITTEN));
        } catch (IOException gone) {
            return false;
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be deleted", failure);
        }
    }

    private static List<Path> list(Path folder) {
        return walk(folder, 1);
    }

    private static List<Path> files(Path folder) {
        return walk(folder, Integer.MAX_VALUE).stream()
                .filter(Files::isRegularFile)
                .toList();
    }

    private static List<Path> walk(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(path -> !path.equals(folder))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (NoSuchFileException changed) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " cannot be read", failure);
        }
    }
}
