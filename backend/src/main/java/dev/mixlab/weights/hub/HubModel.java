package dev.mixlab.weights.hub;

import org.jspecify.annotations.Nullable;

/**
 * What was downloaded.
 *
 * @param commit commit of the files, or null where the hub does not tell
 * @param licence licence of the model, or null where the hub does not tell
 */
public record HubModel(@Nullable String commit, @Nullable String licence) {}
