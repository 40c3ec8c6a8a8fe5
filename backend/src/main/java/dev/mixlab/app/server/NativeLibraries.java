package dev.mixlab.app.server;

import java.nio.file.Path;

/** Where the engine and the tokenizers unpack their native libraries. */
final class NativeLibraries {

    private NativeLibraries() {}

    /**
     * Keeps them in a folder of the data folder, unless the environment or a property names another, and lets the engine
     * load nothing from the network. To be called before the engine is first used.
     */
    static void keepUnder(Path folder) {
        if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
            System.setProperty(
                    "DJL_CACHE_DIR", folder.resolve("cache").toAbsolutePath().toString());
        }
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
    }
}
