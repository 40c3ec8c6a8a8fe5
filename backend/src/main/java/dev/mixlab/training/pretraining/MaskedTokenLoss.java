package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** Mean cross-entropy of the masked tokens [B, R] (INT64) over the whole vocabulary, logits [B, R, V]; nats. */
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
