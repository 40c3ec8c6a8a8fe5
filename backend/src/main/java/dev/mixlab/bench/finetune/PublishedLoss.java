package dev.mixlab.bench.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;

/**
 * Cross-entropy over the good and the bad word's logits at the target, taken out of the logits of all positions over the whole vocabulary [B, T, V];
 * mean over the batch, nats. The label [2 B] holds the places of both logits among all B T V.
 */
final class PublishedLoss extends Loss {

    PublishedLoss() {
        super("published");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray two = predictions.head().flatten().gather(labels.head(), 0).reshape(new Shape(-1, 2));
        return two.logSoftmax(-1).get("..., 0").mean().neg();
    }
}
