package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** The loss of masked language modelling: mean cross-entropy, in nats, of the labels [B, R] (INT64) under logits [B, R, V]. */
final class MaskedTokenLoss extends Loss {

    MaskedTokenLoss() {
        super("masked token");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray logarithms = predictions.head().logSoftmax(-1);
        return logarithms.gather(labels.head().expandDims(-1), 2).mean().neg();
    }
}
