/**
 * Pre-training of the small built-in models by masked language modelling. Batches consist of sentences of one length, so that there is
 * no padding, and the decoder is applied to masked positions only. Training is seeded and can be resumed from files.
 */
@NullMarked
package dev.mixlab.training.pretraining;

import org.jspecify.annotations.NullMarked;
