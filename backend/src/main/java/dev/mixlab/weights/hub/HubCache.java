package dev.mixlab.weights.hub;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.files.ModelFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder in which huggingface_hub keeps what it has downloaded: {@code models--ORGANISATION--NAME/snapshots/COMMIT/FILE}, and beside
 * the snapshots {@code refs/BRANCH} with the commit of each branch or tag.
 *
 * @param folder the folder, which need not be there
 */
public record HubCache(Path folder) {

    private static final String PREFIX = "models--";

    /** Returns the cache of HF_HUB_CACHE, of HF_HOME, of XDG_CACHE_HOME, or the usual one, in this order. */
    public static HubCache of(Map<String, String> environment) {
        for (String key : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
            String folder = environment.getOrDefault(key, "");
            if (!folder.isBlank()) {
                return new HubCache(path(folder));
            }
        }
        String hubHome = environment.getOrDefault("HF_HOME", "");
        if (!hubHome.isBlank()) {
            return new HubCache(path(hubHome).resolve("hub"));
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = caches.isBlank() ? path("~/.cache") : path(caches);
        return new HubCache(home.resolve("huggingface").resolve("hub"));
    }

    private static Path path(String text) {
        String home = System.getProperty("user.home", "");
        return FileSystems.getDefault()
                .getPath(text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text)
                .toAbsolutePath()
                .normalize();
    }

    /** Returns per id of a model its branches and tags and then its commits; models without a configuration are left out. */
    public Map<String, List<String>> models() {
        Map<String, List<String>> models = new TreeMap<>();
        for (Path entry : children(folder)) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith(PREFIX)) {
                List<String> revisions = new ArrayList<>(refs(entry).keySet());
                children(entry.resolve("snapshots")).stream()
                        .filter(HubCache::isModel)
                        .forEach(snapshot -> revisions.add(String.valueOf(snapshot.getFileName())));
                if (!revisions.isEmpty()) {
                    models.put(name.substring(PREFIX.length()).replace("--", "/"), List.copyOf(revisions));
                }
            }
        }
        return models;
    }

    /**
     * Returns the folder of a model at a revision, whose name is the commit.
     *
     * @throws NotFoundException if it is not in the cache
     */
    public Path snapshot(ModelId model) {
        Path home = folder.resolve(PREFIX + model.id().replace("/", "--"));
        Path byRef = refs(home).get(model.revision());
        Path snapshot = byRef == null ? home.resolve("snapshots").resolve(model.revision()) : byRef;
        if (!isModel(snapshot)) {
            throw new NotFoundException("model %s is not in the local cache of the hub".formatted(model));
        }
        return snapshot;
    }

    /** Per branch or tag the folder of its commit. */
    private static Map<String, Path> refs(Path home) {
        Map<String, Path> refs = new LinkedHashMap<>();
        Path root = home.resolve("refs");
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root, 5)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String commit =
                            Files.size(file) > 100 ? "" : Files.readString(file).strip();
                    Path snapshot = home.resolve("snapshots").resolve(commit);
                    if (commit.matches("[0-9a-zA-Z]+") && isModel(snapshot)) {
                        refs.put(root.relativize(file).toString().replace('\\', '/'), snapshot);
                    }
                }
            } catch (IOException unreadable) {
                return refs;
            }
        }
        return refs;
    }

    private static boolean isModel(Path snapshot) {
        return Files.isRegularFile(snapshot.resolve(ModelFiles.CONFIG));
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
