package dev.mixlab.training.pretraining;

/**
 * A point of the learning curve of a pre-training.
 *
 * @param step number of steps done
 * @param loss mean loss of the masked tokens since the previous point, in nats
 * @param accuracy share of the sample data's test pairs that are correct without fine-tuning
 * @param seconds wall-clock time of all steps so far, in all processes
 */
public record CurvePoint(int step, double loss, double accuracy, double seconds) {}
