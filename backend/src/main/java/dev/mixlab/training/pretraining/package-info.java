/**
 * Masked language modelling from scratch, for the small built-in models: running text cut into batches of sentences of one length, so
 * that nothing is padded, and a decoder that is applied to masked positions only. Seeded, and resumable from files.
 */
@NullMarked
package dev.mixlab.training.pretraining;

import org.jspecify.annotations.NullMarked;
