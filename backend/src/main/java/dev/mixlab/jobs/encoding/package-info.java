/**
 * Data sets encoded by the tokenizer of a run's model, with the examples that the model cannot read counted by reason.
 */
@NullMarked
package dev.mixlab.jobs.encoding;

import org.jspecify.annotations.NullMarked;
