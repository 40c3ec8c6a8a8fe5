package dev.mixlab.run.card;

import org.jspecify.annotations.Nullable;

/**
 * The model that another one was made of.
 *
 * @param id its id on the hub that it comes from, or else its id in the catalogue
 * @param licence its licence, or null where it is not known
 */
record Base(String id, @Nullable String licence) {}
