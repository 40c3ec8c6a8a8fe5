/**
 * The queue of runs and the stages of their execution, as tasks of db-scheduler.
 */
@NullMarked
package dev.mixlab.jobs;

import org.jspecify.annotations.NullMarked;
