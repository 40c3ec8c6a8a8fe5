package dev.mixlab.run.imports;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has asked to import.
 *
 * @param way how the model comes
 * @param source id on the hub, folder, or name of the uploaded file
 * @param revision branch, tag or commit on the hub, or null elsewhere
 */
public record RequestedImport(
        Way way, String source, @Nullable String revision) {

    /** The ways in which models come. */
    public enum Way {
        HUB,
        /** From the local cache of the hub. */
        CACHE,
        FOLDER,
        UPLOAD
    }
}
