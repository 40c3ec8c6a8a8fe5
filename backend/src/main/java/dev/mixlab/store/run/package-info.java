/**
 * Runs, their stages, metrics and logs, saved training states and measured throughputs in the database.
 */
@NullMarked
package dev.mixlab.store.run;

import org.jspecify.annotations.NullMarked;
