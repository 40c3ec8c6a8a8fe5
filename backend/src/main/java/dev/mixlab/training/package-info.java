/**
 * Fine-tuning on number agreement and pre-training by masked language modelling, through DJL's training API,
 * seeded and resumable.
 */
@NullMarked
package dev.mixlab.training;

import org.jspecify.annotations.NullMarked;
