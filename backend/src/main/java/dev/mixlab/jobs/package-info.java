/**
 * The queue of runs, as tasks of db-scheduler: which run is admitted and when, who executes it, and how it ends.
 */
@NullMarked
package dev.mixlab.jobs;

import org.jspecify.annotations.NullMarked;
