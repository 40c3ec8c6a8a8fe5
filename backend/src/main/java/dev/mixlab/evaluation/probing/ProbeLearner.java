package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;

/** A probe that learns labels from representations. */
@FunctionalInterface
public interface ProbeLearner {

    /**
     * For each task, trains on the transmitted examples and predicts the next ones, whose labels must not be used.
     *
     * @param transmitted training examples of each task, the same number for every task
     * @param next examples of each task to predict, the same number for every task
     * @param seed seed of all random numbers
     * @return logits [tasks, n of next, classes]
     * @throws dev.mixlab.common.CancelledException if the listener stops the training
     */
    double[][][] predict(List<ProbeData> transmitted, List<ProbeData> next, long seed, CodingListener listener);
}
