/**
 * Models that stay in memory for as long as they are used.
 */
@NullMarked
package dev.mixlab.jobs.loaded;

import org.jspecify.annotations.NullMarked;
