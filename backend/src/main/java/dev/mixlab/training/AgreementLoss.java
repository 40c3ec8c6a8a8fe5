package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/**
 * Mean over the batch of the cross-entropy over the two logits [good, bad] at the target, the good one being right; nats. Predictions are [.., 2]; labels are not read.
 */
public final class AgreementLoss extends Loss {

    public AgreementLoss() {
        super("agreement");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray logits = predictions.head();
        return logits.logSoftmax(-1).get("..., 0").mean().neg();
    }
}
