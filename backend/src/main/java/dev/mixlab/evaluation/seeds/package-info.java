/**
 * Measures over runs that differ in the seed, the model or the settings of fine-tuning.
 */
@NullMarked
package dev.mixlab.evaluation.seeds;

import org.jspecify.annotations.NullMarked;
