/**
 * Parts of stages that any process may compute, as tasks of db-scheduler.
 */
@NullMarked
package dev.mixlab.jobs.chunk;

import org.jspecify.annotations.NullMarked;
