package dev.mixlab.jobs.imports;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.imports.ImportSources;
import dev.mixlab.weights.files.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of the server below which models may be imported. Symbolic links are resolved first. All that is not below a root gets
 * the same message, whether it is there or not.
 */
final class ModelRoots {

    private static final int DEPTH = 4;
    private static final int MOST_FOLDERS = 200;

    private final List<Path> roots;

    ModelRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    List<String> paths() {
        return roots.stream().map(Path::toString).toList();
    }

    /**
     * Returns the real path of a folder below a root.
     *
     * @throws InvalidInputException if it is not below a root, or a file of the model leads out of it
     */
    Path resolve(String folder) {
        if (roots.isEmpty()) {
            throw new InvalidInputException(
                    "no folder of the server may be imported: it was started without --model-root");
        }
        try {
            Path real = Path.of(folder).toRealPath();
            for (Path root : roots) {
                Path realRoot = root.toRealPath();
                if (real.startsWith(realRoot) && Files.isDirectory(real)) {
                    requireInside(real, realRoot, folder);
                    return real;
                }
            }
        } catch (IOException | InvalidPathException | SecurityException none) {
            throw new InvalidInputException(outside(folder), none);
        }
        throw new InvalidInputException(outside(folder));
    }

    private static String outside(String folder) {
        return "there is no folder '%s' below a folder that the server imports from (--model-root)".formatted(folder);
    }

    /** Files of a model may be links, as in the cache of the hub, but not to what lies outside the root. */
    private static void requireInside(Path folder, Path root, String shown) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (ModelFiles.isPart(String.valueOf(file.getFileName()))
                        && !file.toRealPath().startsWith(root)) {
                    throw new InvalidInputException(
                            "the file %s of folder '%s' leads out of the folder that the server imports from"
                                    .formatted(file.getFileName(), shown));
                }
            }
        }
    }

    /** Returns the folders below the roots that hold a configuration, nearest to the roots first. */
    List<ImportSources.Folder> folders() {
        List<ImportSources.Folder> found = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.find(
                            root, DEPTH + 1, (path, kind) -> path.endsWith(ModelFiles.CONFIG) && kind.isRegularFile())
                    .limit(MOST_FOLDERS)) {
                Set<Path> folders = files.map(Path::getParent).collect(Collectors.toSet());
                folders.stream()
                        .sorted()
                        .map(folder -> new ImportSources.Folder(
                                folder.toString(), root.relativize(folder).toString()))
                        .forEach(found::add);
            } catch (IOException | UncheckedIOException unreadable) {
                // what cannot be listed is not offered
            }
        }
        return found.stream().limit(MOST_FOLDERS).toList();
    }
}
