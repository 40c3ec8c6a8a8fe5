package dev.mixlab.evaluation.probing;

/** A way to learn labels from representations. */
@FunctionalInterface
public interface ProbeLearner {

    /**
     * Learns from the examples that have been transmitted and predicts those that come next, whose labels it must not use.
     *
     * @return logits [n of next, classes]
     */
    double[][] predict(ProbeData transmitted, ProbeData next, long seed);
}
