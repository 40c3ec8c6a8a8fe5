package dev.mixlab.run.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Where a data set comes from.
 *
 * @param text the origin in words, such as {@code upload of pairs.csv}
 * @param parent id of the data set that it is a new version of; null if it is none
 */
public record DataOrigin(String text, @Nullable String parent) {

    /** Creates the origin of a data set that is no new version of another. */
    public DataOrigin(String text) {
        this(text, null);
    }
}
