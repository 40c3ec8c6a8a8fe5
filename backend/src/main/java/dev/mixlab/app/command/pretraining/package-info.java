/** The commands that make a model from text alone: learning a tokenizer, and pre-training an encoder with it. */
@NullMarked
package dev.mixlab.app.command.pretraining;

import org.jspecify.annotations.NullMarked;
