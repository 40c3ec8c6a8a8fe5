package dev.mixlab.bench.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** A loss that remembers its latest value. */
final class WatchedLoss extends Loss {

    private final Loss loss;
    private double last = Double.NaN;

    WatchedLoss(Loss loss) {
        super(loss.getName());
        this.loss = loss;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray value = loss.evaluate(labels, predictions);
        last = value.getFloat();
        return value;
    }

    double last() {
        return last;
    }
}
