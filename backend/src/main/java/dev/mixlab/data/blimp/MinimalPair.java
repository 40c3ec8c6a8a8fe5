package dev.mixlab.data.blimp;

import dev.mixlab.data.Paradigm;

/**
 * A minimal pair as BLiMP publishes it.
 *
 * @param id paradigm and number of the pair, such as {@code ana-17}
 * @param paradigm paradigm of the pair
 * @param good the good sentence
 * @param bad the bad sentence
 */
public record MinimalPair(String id, Paradigm paradigm, String good, String bad) {}
