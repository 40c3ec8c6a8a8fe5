/**
 * Masked language modelling: pre-training of the small built-in models, and fitting of a head to a frozen encoder. Batches consist of
 * sentences of one length, so that there is no padding, and the decoder is applied to masked positions only. Training is seeded;
 * pre-training can be resumed from files.
 */
@NullMarked
package dev.mixlab.training.pretraining;

import org.jspecify.annotations.NullMarked;
