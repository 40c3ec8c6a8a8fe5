package dev.mixlab.training;

import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;

/** Accumulates the accuracy of the trainer's predictions, for the last batch and since the last reset. */
public final class AgreementFigures extends TrainingListenerAdapter {

    private Accuracy batch = Accuracy.NONE;
    private Accuracy train = Accuracy.NONE;
    private Accuracy test = Accuracy.NONE;

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        batch = of(batchData);
        train = train.plus(batch);
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        test = test.plus(of(batchData));
    }

    public Accuracy batch() {
        return batch;
    }

    Accuracy train() {
        return train;
    }

    Accuracy test() {
        return test;
    }

    void reset() {
        train = Accuracy.NONE;
        test = Accuracy.NONE;
    }

    private static Accuracy of(BatchData data) {
        Accuracy sum = Accuracy.NONE;
        for (NDList predictions : data.getPredictions().values()) {
            sum = sum.plus(Accuracy.of(predictions));
        }
        return sum;
    }
}
