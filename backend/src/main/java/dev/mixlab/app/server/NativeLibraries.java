package dev.mixlab.app.server;

import dev.mixlab.common.InvalidInputException;
import java.nio.file.Path;
import java.util.Objects;

/** Where the engine and the tokenizers unpack their native libraries. */
final class NativeLibraries {

    private static final String CACHE = "DJL_CACHE_DIR";

    private NativeLibraries() {}

    /** Returns one line that says where the libraries could not be unpacked or loaded, why, and what to do. */
    static InvalidInputException refusal(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new InvalidInputException(
                "the native libraries cannot be unpacked into %s and loaded (%s); make space there, about 1 GB, or name another folder in the environment variable %s"
                        .formatted(
                                Objects.requireNonNullElse(System.getenv(CACHE), System.getProperty(CACHE)),
                                root,
                                CACHE),
                failure);
    }

    /**
     * Keeps them in a folder of the data folder, unless the environment or a property names another, and lets the engine
     * load nothing from the network. To be called before the engine is first used.
     */
    static void keepUnder(Path folder) {
        if (System.getenv(CACHE) == null && System.getProperty(CACHE) == null) {
            System.setProperty(CACHE, folder.resolve("cache").toAbsolutePath().toString());
        }
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
    }
}
