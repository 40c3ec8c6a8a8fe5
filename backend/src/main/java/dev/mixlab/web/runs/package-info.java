/**
 * Launching, listing, reading and cancelling runs.
 */
@NullMarked
package dev.mixlab.web.runs;

import org.jspecify.annotations.NullMarked;
