package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;

/** Stores the loss of the latest batch. */
final class LastLoss extends TrainingListenerAdapter {

    private double value;

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        NDList labels = batchData.getLabels().values().iterator().next();
        NDList predictions = batchData.getPredictions().values().iterator().next();
        try (NDArray loss = trainer.getLoss().evaluate(labels, predictions)) {
            value = loss.getFloat();
        }
    }

    double value() {
        return value;
    }
}
