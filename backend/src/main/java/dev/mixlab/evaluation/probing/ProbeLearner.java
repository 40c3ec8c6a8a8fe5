package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;

/** A way to learn labels from representations. */
@FunctionalInterface
public interface ProbeLearner {

    /**
     * For each task, learns from the examples that have been transmitted and predicts those that come next, whose labels it must not use.
     *
     * @param transmitted what each task has seen, equally many examples
     * @param next what each task is to predict, equally many examples
     * @param seed of all that is drawn
     * @return logits [tasks, n of next, classes]
     * @throws dev.mixlab.common.CancelledException when the listener asks for it
     */
    double[][][] predict(List<ProbeData> transmitted, List<ProbeData> next, long seed, CodingListener listener);
}
