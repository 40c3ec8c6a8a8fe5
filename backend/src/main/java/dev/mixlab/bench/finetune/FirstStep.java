package dev.mixlab.bench.finetune;

/**
 * What the first update of a fine-tuning starts from.
 *
 * @param loss mean over the batch, nats
 * @param gradient square root of the sum of the squares of all gradients
 */
public record FirstStep(double loss, double gradient) {}
