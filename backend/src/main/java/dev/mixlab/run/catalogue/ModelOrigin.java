package dev.mixlab.run.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from.
 *
 * @param kind the kind of place
 * @param source id on the hub, folder, name of the uploaded file, id of the run, or id of the built-in model
 * @param revision commit on the hub, or null elsewhere
 */
public record ModelOrigin(
        Kind kind, String source, @Nullable String revision) {

    /** The kinds of places that models come from. */
    public enum Kind {
        BUILT_IN,
        HUB,
        FOLDER,
        UPLOAD,
        RUN,
        /** A run that fitted its head. */
        FITTED
    }

    /** Returns an origin without a revision. */
    public static ModelOrigin of(Kind kind, String source) {
        return new ModelOrigin(kind, source, null);
    }
}
