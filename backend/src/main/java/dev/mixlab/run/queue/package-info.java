/**
 * The order in which queued runs are executed.
 */
@NullMarked
package dev.mixlab.run.queue;

import org.jspecify.annotations.NullMarked;
