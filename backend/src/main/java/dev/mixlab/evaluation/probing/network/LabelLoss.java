package dev.mixlab.evaluation.probing.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/**
 * Cross-entropy in nats of labels [P, B, 1] under the soft-max of logits [P, B, classes]. It is the sum over probes of the mean over examples,
 * so that each probe's gradient is that of its own mean.
 */
final class LabelLoss extends Loss {

    LabelLoss() {
        super("label");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray logarithms = predictions.singletonOrThrow().logSoftmax(-1);
        return logarithms
                .gather(labels.singletonOrThrow(), 2)
                .mean(new int[] {1})
                .sum()
                .neg();
    }
}
