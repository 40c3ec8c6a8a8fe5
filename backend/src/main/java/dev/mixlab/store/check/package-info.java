/**
 * Looks a data folder through: sizes, what is unused, and the integrity of all that is stored.
 */
@NullMarked
package dev.mixlab.store.check;

import org.jspecify.annotations.NullMarked;
