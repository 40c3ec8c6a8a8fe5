package dev.mixlab.jobs.stage;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.stage.TrainingStateFormat.Stored;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.training.Accuracy;
import dev.mixlab.training.EpochMetrics;
import dev.mixlab.training.FineTuning;
import dev.mixlab.training.FineTuningListener;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.StepMetrics;
import dev.mixlab.training.TrainingOutcome;
import dev.mixlab.training.TrainingState;
import dev.mixlab.weights.ModelSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fine-tunes the model of a run, or resumes fine-tuning after the last epoch whose state is stored. */
final class FineTuneStage implements FineTuningListener {

    private final Stores stores;
    private final RunReporter reporter;
    private final FineTuningSettings settings;
    private final EncodedData data;
    private @Nullable Stored resumed;

    FineTuneStage(Stores stores, RunReporter reporter, FineTuningSettings settings, EncodedData data) {
        this.stores = stores;
        this.reporter = reporter;
        this.settings = settings;
        this.data = data;
    }

    /**
     * Trains a stored model and stores the checkpoint with its results.
     *
     * @param modelId id of the model
     */
    void train(String modelId, ModelSource source) {
        try (MaskedLanguageModel model = PipelineJob.load(source)) {
            Accuracy before = Accuracy.of(model, data.test().encoded(), reporter::shallStop);
            train(model);
            List<EpochPoint> epochs =
                    stores.runs().metrics(reporter.id(), Integer.MAX_VALUE).epochs();
            EpochPoint last = epochs.get(epochs.size() - 1);
            double accuracy = last.testAccuracy();
            Checkpoint checkpoint = stores.checkpoints()
                    .save(new Checkpoints.New(
                            reporter.id(),
                            reporter.run().spec().name(),
                            modelId,
                            accuracy,
                            source.config(),
                            source.tokenizer(),
                            model.tensors()));
            TrainingOutcome outcome = outcome(before, last);
            reporter.results(results -> results.withCheckpoint(checkpoint.id(), accuracy, outcome));
            stores.states().remove(reporter.id());
        }
    }

    private TrainingOutcome outcome(Accuracy before, EpochPoint last) {
        TrainingOutcome outcome = TrainingOutcome.of(
                before, new TrainingOutcome.Figures(last.testAccuracy(), last.testLoss()), last.trainLoss());
        if (outcome == TrainingOutcome.NOTHING) {
            reporter.log("Fine-tuning learned nothing: accuracy and loss on the test split are as before.");
        } else if (outcome == TrainingOutcome.DIVERGED) {
            reporter.log(String.format(
                    Locale.ROOT,
                    "Fine-tuning diverged: the training loss is %.4f, and the loss on the test split was %.4f before.",
                    last.trainLoss(),
                    before.loss()));
        }
        return outcome;
    }

    /** Trains the model in place and stores its metrics and training states. */
    private void train(MaskedLanguageModel model) {
        resumed = stores.states()
                .latest(reporter.id())
                .map(TrainingStateFormat::open)
                .orElse(null);
        try {
            train(model, resumed == null ? null : resumed.training());
        } finally {
            restored();
        }
    }

    private void train(MaskedLanguageModel model, @Nullable TrainingState last) {
        long perEpoch = data.train().pairs().size();
        int epochs = last == null ? 0 : last.epoch();
        stores.journal().forgetAfter(reporter.id(), epochs);
        reporter.begin(StageName.FINE_TUNE, epochs * perEpoch, settings.epochs() * perEpoch);
        FineTuning training = new FineTuning(model, settings);
        if (last != null) {
            reporter.log("Fine-tuning goes on after epoch %s.".formatted(epochs));
            training.resume(last, data.train().encoded(), data.test().encoded(), this, reporter::shallStop);
        } else {
            training.run(data.train().encoded(), data.test().encoded(), this, reporter::shallStop);
        }
    }

    @Override
    public void restored() {
        if (resumed != null) {
            resumed.close();
            resumed = null;
        }
    }

    @Override
    public void step(StepMetrics metrics) {
        StepPoint point = new StepPoint(metrics.step(), metrics.epoch(), metrics.loss(), metrics.learningRate());
        stores.journal().step(reporter.id(), point);
        stores.events().publish(new RunEvent.Step(reporter.id(), point));
        reporter.loss(metrics.loss());
        reporter.done(metrics.examplesDone());
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        EpochPoint point = new EpochPoint(
                metrics.epoch(),
                metrics.trainLoss(),
                metrics.trainAccuracy(),
                metrics.testLoss(),
                metrics.testAccuracy(),
                metrics.seconds());
        stores.journal().epoch(reporter.id(), point);
        stores.events().publish(new RunEvent.Epoch(reporter.id(), point));
        reporter.accuracy(metrics.testAccuracy());
        reporter.log(String.format(
                Locale.ROOT,
                "Epoch %d of %d: loss %.4f, test accuracy %.4f, %.1f s.",
                metrics.epoch(),
                settings.epochs(),
                metrics.trainLoss(),
                metrics.testAccuracy(),
                metrics.seconds()));
    }

    @Override
    public boolean wantsCheckpoints() {
        return true;
    }

    @Override
    public void checkpoint(TrainingState state) {
        stores.states().save(reporter.id(), state.epoch(), out -> TrainingStateFormat.write(state, out));
        FreedMemory.giveBack();
    }
}
