/**
 * Backups of a data folder: one zip with the database, the training states and the SHA-256 of each.
 */
@NullMarked
package dev.mixlab.store.backup;

import org.jspecify.annotations.NullMarked;
