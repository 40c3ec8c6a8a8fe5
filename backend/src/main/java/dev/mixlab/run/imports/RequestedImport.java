package dev.mixlab.run.imports;

import dev.mixlab.run.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has asked to import.
 *
 * @param way how the model comes
 * @param source id on the hub, folder, or name of the uploaded file
 * @param revision branch, tag or commit on the hub, or null elsewhere
 * @param owner the account that asks, which owns the model too; null where nobody is signed in
 */
public record RequestedImport(
        Way way,
        String source,
        @Nullable String revision,
        @Nullable AccountId owner) {

    /** The ways in which models come. */
    public enum Way {
        HUB,
        /** From the local cache of the hub. */
        CACHE,
        FOLDER,
        UPLOAD
    }
}
