package dev.mixlab.evaluation.probing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** Mean cross-entropy in nats of labels [B, 1] under logits [B, classes], one soft-max. */
final class LabelLoss extends Loss {

    LabelLoss() {
        super("label");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return predictions
                .singletonOrThrow()
                .logSoftmax(-1)
                .gather(labels.singletonOrThrow(), 1)
                .mean()
                .neg();
    }
}
