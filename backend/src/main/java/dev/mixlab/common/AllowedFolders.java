package dev.mixlab.common;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the server below which requests may have files read: the roots. Symbolic links are resolved first. All that does not
 * lie below a root gets the same message, whether it is there or not.
 */
public final class AllowedFolders {

    private static final int DEPTH = 4;
    private static final int MOST_FOLDERS = 200;

    /** A root with more entries than this is not looked through to its end. */
    private static final int MOST_ENTRIES = 20_000;

    private final String option;
    private final List<Path> roots;

    /**
     * The folders below some roots.
     *
     * @param option the option of the command line that names the roots, for messages
     * @param roots none: nothing can be read
     * @throws InvalidInputException if a root is not a folder
     */
    public AllowedFolders(String option, List<Path> roots) {
        this.option = option;
        this.roots = roots.stream().map(root -> real(option, root)).distinct().toList();
    }

    /**
     * A folder below a root.
     *
     * @param path its whole path
     * @param name the path below its root; empty for the root itself
     */
    public record Found(String path, String name) {}

    private static Path real(String option, Path root) {
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (IOException none) {
            throw new InvalidInputException("%s %s: there is no such folder".formatted(option, root), none);
        }
        throw new InvalidInputException("%s %s: is not a folder".formatted(option, root));
    }

    /** Returns the whole paths of the roots. */
    public List<String> roots() {
        return roots.stream().map(Path::toString).toList();
    }

    /**
     * Returns the real path of a folder.
     *
     * @param path an absolute path, or one below a root
     * @throws InvalidInputException if no such folder lies below a root
     */
    public Path folder(String path) {
        return resolve(path, "folder", Files::isDirectory);
    }

    /**
     * Returns the real path of a folder or file.
     *
     * @param path an absolute path, or one below a root
     * @throws InvalidInputException if neither lies there below a root
     */
    public Path folderOrFile(String path) {
        return resolve(path, "folder or file", real -> Files.isDirectory(real) || Files.isRegularFile(real));
    }

    private Path resolve(String path, String kind, Predicate<Path> fits) {
        if (roots.isEmpty()) {
            throw new InvalidInputException(
                    ("no folder of the server may be read, since it was started without %s: start it with %s DIR, the folder "
                                    + "or one above it, or upload the files")
                            .formatted(option, option));
        }
        return roots.stream()
                .flatMap(root -> below(root, path).stream())
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "there is no %s '%s' below a folder that may be read (%s)".formatted(kind, path, option)));
    }

    private Optional<Path> below(Path root, String path) {
        try {
            Path real = root.resolve(path).toRealPath();
            return contains(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException | SecurityException none) {
            return Optional.empty();
        }
    }

    private boolean contains(Path real) {
        return roots.stream().anyMatch(real::startsWith);
    }

    /**
     * Checks that the files that are read from a folder may be read: they may be links, as in the cache of the hub, but not to what
     * lies outside the roots.
     *
     * @param folder a folder below a root
     * @param fileName which files are read
     * @throws InvalidInputException if one of them is a link that leads out
     */
    public void requireInside(Path folder, Predicate<String> fileName) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                if (fileName.test(name) && !isInside(entry)) {
                    throw new InvalidInputException("'%s' in the folder '%s' is a link out of what may be read (%s)"
                            .formatted(name, folder.getFileName(), option));
                }
            }
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "the folder '%s' cannot be read".formatted(folder.getFileName()), unreadable);
        }
    }

    private boolean isInside(Path entry) {
        try {
            return contains(entry.toRealPath());
        } catch (IOException broken) {
            return false;
        }
    }

    /**
     * Finds the folders at or below the roots, at most four levels deep, that hold a file of some name; at most 200, in the order of
     * the roots and of their names. What cannot be listed is left out.
     */
    public List<Found> foldersWith(Predicate<String> fileName) {
        List<Found> found = new ArrayList<>();
        for (Path root : roots) {
            for (Path folder : foldersWith(root, fileName)) {
                found.add(new Found(folder.toString(), root.relativize(folder).toString()));
            }
        }
        return found.stream().limit(MOST_FOLDERS).toList();
    }

    private static Set<Path> foldersWith(Path root, Predicate<String> fileName) {
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEPTH + 1, new SimpleFileVisitor<>() {
                private int entries;

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes kind) {
                    if (kind.isRegularFile() && fileName.test(String.valueOf(file.getFileName()))) {
                        found.add(file.resolveSibling(""));
                    }
                    entries++;
                    return entries < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            return found;
        }
        return found;
    }
}
