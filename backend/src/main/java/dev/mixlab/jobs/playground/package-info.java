/**
 * Analyses single sentences with models that stay loaded for as long as they are used.
 */
@NullMarked
package dev.mixlab.jobs.playground;

import org.jspecify.annotations.NullMarked;
