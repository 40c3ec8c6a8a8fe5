/**
 * The benchmark of fine-tuning: this program's training loop and the published one on the same batches, with their losses compared.
 */
@NullMarked
package dev.mixlab.bench.finetune;

import org.jspecify.annotations.NullMarked;
