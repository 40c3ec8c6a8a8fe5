package dev.mixlab.training;

import ai.djl.ndarray.NDManager;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.engine.TrainingTurn;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A fine-tuning in progress: the trainer, its optimiser, and the number of epochs and steps done. */
final class FineTuningSession implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final FineTuningSettings settings;
    private final List<EncodedExample> train;
    private final List<EncodedExample> test;
    private final WarmUpLinear schedule;
    private final AgreementFigures figures = new AgreementFigures();
    private final InPlaceTrainer trainer;
    private int epochsDone;
    private int step;

    FineTuningSession(
            MaskedLanguageModel model,
            FineTuningSettings settings,
            List<EncodedExample> train,
            List<EncodedExample> test) {
        this.model = model;
        this.settings = settings;
        this.train = train;
        this.test = test;
        schedule = new WarmUpLinear(settings.learningRate(), settings.warmUp(), settings.totalSteps(train.size()));
        trainer = InPlaceTrainer.open(model, new AgreementLoss(), this::optimizer, figures);
    }

    int epochsDone() {
        return epochsDone;
    }

    EpochMetrics epoch(int epoch, FineTuningListener listener, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        figures.reset();
        List<List<Integer>> order =
                BatchOrder.shuffled(train.size(), settings.batchSize(), Seeds.of(settings.seed(), "order", epoch));
        List<EncodedExample> inputs = RandomMasks.of(settings, epoch).in(train);
        for (Batch batch : new AgreementBatches(model, inputs, order).getData(trainer.getManager())) {
            try (batch) {
                Accuracy.requireGoing(cancelled);
                train(batch);
                listener.step(metrics(epoch, batch));
            }
        }
        epochsDone = epoch;
        Accuracy after = Accuracy.of(model, test, cancelled);
        return new EpochMetrics(
                epoch,
                figures.train().loss(),
                figures.train().share(),
                after.loss(),
                after.share(),
                (System.nanoTime() - start) / 1e9);
    }

    private AdamW optimizer(NDManager manager) {
        return AdamW.builder(manager, schedule)
                .optEpsilon(settings.adamEpsilon())
                .optWeightDecays(0)
                .build();
    }

    private void train(Batch batch) {
        TrainingTurn.take(() -> {
            TensorEngine.setRandomSeed(Seeds.engine(settings.seed(), "dropout", step));
            EasyTrain.trainBatch(trainer, batch);
        });
        if (!Double.isFinite(figures.batch().totalLoss())) {
            throw new InvalidInputException(
                    "fine-tuning diverged: the loss of step %s is %s; learning rate %s is too high"
                            .formatted(step + 1, figures.batch().totalLoss(), settings.learningRate()));
        }
        trainer.step();
        step++;
    }

    private StepMetrics metrics(int epoch, Batch batch) {
        long before = (long) (epoch - 1) * train.size() + batch.getProgress() * settings.batchSize();
        return new StepMetrics(
                step,
                settings.totalSteps(train.size()),
                epoch,
                figures.batch().loss(),
                schedule.rate(step - 1),
                before + batch.getSize(),
                (long) settings.epochs() * train.size());
    }

    TrainingState state() {
        return new TrainingState(epochsDone, step, settings.seed(), model.tensors(), trainer.moments());
    }

    void restore(TrainingState state) {
        model.replaceParameters(state.weights());
        trainer.restore(state.moments(), state.step());
        epochsDone = state.epoch();
        step = state.step();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
