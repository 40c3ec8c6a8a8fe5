package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/**
 * The loss of number agreement: the batch mean, in nats, of the cross-entropy over the logits [good, bad] at the target with the good
 * word as the correct class. Predictions are [.., 2]; labels are not read.
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
