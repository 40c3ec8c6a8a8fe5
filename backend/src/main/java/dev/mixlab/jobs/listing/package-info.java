/**
 * Keeping runs in order: changes of what people note of them, told to all pages that show the run.
 */
@NullMarked
package dev.mixlab.jobs.listing;

import org.jspecify.annotations.NullMarked;
