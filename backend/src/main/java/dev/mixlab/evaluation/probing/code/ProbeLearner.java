package dev.mixlab.evaluation.probing.code;

import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.List;

/** A probe that learns labels from representations. */
@FunctionalInterface
public interface ProbeLearner {

    /**
     * For each task, trains on the transmitted examples and predicts the next ones, whose labels must not be used.
     *
     * @param transmitted what each task has seen, equally many examples
     * @param next what each task is to predict, equally many examples
     * @param seeds of all that is drawn for each task; tasks of one seed begin with the same probe [tasks]
     * @return logits [tasks, n of next, classes]
     * @throws dev.mixlab.common.CancelledException if the listener stops the training
     */
    double[][][] predict(List<ProbeData> transmitted, List<ProbeData> next, long[] seeds, CodingListener listener);
}
