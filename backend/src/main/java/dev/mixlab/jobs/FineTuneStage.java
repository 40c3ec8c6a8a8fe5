package dev.mixlab.jobs;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.run.EpochPoint;
import dev.mixlab.run.StageName;
import dev.mixlab.run.StepPoint;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.training.EpochMetrics;
import dev.mixlab.training.FineTuning;
import dev.mixlab.training.FineTuningListener;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.StepMetrics;
import dev.mixlab.training.TrainingState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Fine-tunes the model of a run, or resumes fine-tuning after the last epoch whose state is stored. */
final class FineTuneStage implements FineTuningListener {

    private final Stores stores;
    private final RunReporter reporter;
    private final FineTuningSettings settings;
    private final EncodedData data;

    FineTuneStage(Stores stores, RunReporter reporter, FineTuningSettings settings, EncodedData data) {
        this.stores = stores;
        this.reporter = reporter;
        this.settings = settings;
        this.data = data;
    }

    /** Trains the model in place and stores its metrics and training states. */
    void train(MaskedLanguageModel model) {
        long perEpoch = data.train().pairs().size();
        Optional<TrainingState> last = stores.states().latest(reporter.id()).map(FineTuneStage::read);
        int epochs = last.map(TrainingState::epoch).orElse(0);
        stores.journal().forgetAfter(reporter.id(), epochs);
        reporter.begin(StageName.FINE_TUNE, epochs * perEpoch, settings.epochs() * perEpoch);
        FineTuning training = new FineTuning(model, settings);
        if (last.isPresent()) {
            reporter.log("Fine-tuning goes on after epoch %s.".formatted(epochs));
            training.resume(last.get(), data.train().encoded(), data.test().encoded(), this, reporter::shallStop);
        } else {
            training.run(data.train().encoded(), data.test().encoded(), this, reporter::shallStop);
        }
    }

    private static TrainingState read(Saved saved) {
        try (InputStream bytes = saved.bytes()) {
            return TrainingStateFormat.read(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state after epoch " + saved.epoch() + " cannot be read", failure);
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
    }
}
