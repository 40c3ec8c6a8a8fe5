/**
 * Keeping runs in order: names, tags and notes of runs, and the list of runs with its filters and orders.
 */
@NullMarked
package dev.mixlab.run.listing;

import org.jspecify.annotations.NullMarked;
