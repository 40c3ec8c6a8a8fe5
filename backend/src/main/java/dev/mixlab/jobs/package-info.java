/**
 * The queue and what each job does: db-scheduler tasks that carry a stored run from stage to stage.
 */
@NullMarked
package dev.mixlab.jobs;

import org.jspecify.annotations.NullMarked;
