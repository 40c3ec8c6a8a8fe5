package dev.mixlab.jobs.imports;

import dev.mixlab.weights.hub.HubAddress;
import dev.mixlab.weights.hub.HubCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings of imports.
 *
 * @param work folder for what is downloaded and uploaded until it is stored
 * @param roots folders of the server below which folders may be imported
 * @param hub the hub and what is needed to read from it
 * @param cache the local cache of the hub
 * @param uploadLimit largest upload in bytes, and the most bytes that may come out of a zip
 */
public record ImportSettings(Path work, List<Path> roots, HubAddress hub, HubCache cache, long uploadLimit) {

    /** The largest upload unless another limit is set: weights of 1.3 billion parameters in single precision. */
    public static final long USUAL_LIMIT = 5L << 30;

    /** The settings of a program that is told nothing but its data folder and the environment. */
    public static ImportSettings of(Path dataFolder, Map<String, String> environment) {
        return new ImportSettings(
                dataFolder.resolve("imports"),
                List.of(),
                HubAddress.of(environment),
                HubCache.of(environment),
                USUAL_LIMIT);
    }
}
