package dev.mixlab.training.pretraining;

/**
 * A point of a pre-training's curve.
 *
 * @param step steps done
 * @param loss mean loss of the masked tokens since the point before, nats
 * @param accuracy share of the sample test pairs that are right without fine-tuning
 * @param seconds wall time spent in steps so far, in all processes
 */
public record CurvePoint(int step, double loss, double accuracy, double seconds) {}
