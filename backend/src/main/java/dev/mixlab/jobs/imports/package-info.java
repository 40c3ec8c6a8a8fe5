/**
 * Imports of models: from the hub, its local cache, folders and uploads into the database.
 */
@NullMarked
package dev.mixlab.jobs.imports;

import org.jspecify.annotations.NullMarked;
