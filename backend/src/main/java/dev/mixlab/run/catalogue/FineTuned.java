package dev.mixlab.run.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What fine-tuning has made of a model.
 *
 * @param dataId id of the data set
 * @param dataName name of the data set
 * @param accuracyBefore share of correct test examples before it, or null where the run has not measured it
 * @param accuracyAfter share of correct test examples after it
 */
public record FineTuned(
        String dataId, String dataName, @Nullable Double accuracyBefore, double accuracyAfter) {}
