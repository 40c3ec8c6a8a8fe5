/**
 * Checkpoints, the models stored with them, and data sets in the database.
 */
@NullMarked
package dev.mixlab.store.catalogue;

import org.jspecify.annotations.NullMarked;
