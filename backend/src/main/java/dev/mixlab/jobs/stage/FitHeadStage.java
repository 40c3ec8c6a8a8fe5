package dev.mixlab.jobs.stage;

import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.account.Owners;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.training.TrainingState;
import dev.mixlab.training.pretraining.HeadFitter;
import dev.mixlab.training.pretraining.HeadFittingListener;
import dev.mixlab.training.pretraining.HeadFittingPoint;
import dev.mixlab.training.pretraining.HeadFittingText;
import dev.mixlab.weights.ModelSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fits a masked-LM head to the model of a run, or resumes the fitting after the last point of its curve whose state is stored, and
 * stores the model with its head as a new one.
 */
final class FitHeadStage implements HeadFittingListener {

    private static final int LONGEST_STEM = 100;

    private final Stores stores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final HeadFittingSpec fitting;
    private final EncodedData data;

    FitHeadStage(Stores stores, RunReporter reporter, PipelineSpec spec, EncodedData data) {
        this.stores = stores;
        this.reporter = reporter;
        this.spec = spec;
        this.fitting = Objects.requireNonNull(spec.headFitting());
        this.data = data;
    }

    /** Fits the head, unless the model with its head is stored already, and notes what became of it. */
    void fit(ModelSource source) {
        try (TrainingStateFormat.Stored last = stores.states()
                .latest(reporter.id())
                .map(TrainingStateFormat::open)
                .orElse(null)) {
            fit(source, last == null ? null : last.training());
        }
        stores.states().remove(reporter.id());
    }

    private void fit(ModelSource source, @Nullable TrainingState last) {
        boolean stored = reporter.run().results().fittedModel() != null;
        int begun = last == null ? 0 : last.step();
        reporter.begin(StageName.FIT_HEAD, stored ? fitting.steps() : begun, fitting.steps());
        if (!stored) {
            if (last != null) {
                reporter.log("The fitting of the head goes on after step %s.".formatted(begun));
            }
            HeadSentences sentences = HeadSentences.of(fitting, data, stores.texts());
            HeadFitter fitter = new HeadFitter(source, fitting.settings());
            HeadFittingText text = fitter.divide(sentences.sentences());
            reporter.log("Sentences to fit the head on: %s, held out: %s, left out: %s; of the test half, left out: %s."
                    .formatted(text.train().size(), text.heldOut().size(), text.leftOut(), sentences.inTest()));
            HeadFitter.Fitted fitted = fitter.fit(text, this, reporter::shallStop, last);
            store(fitted.model(), sentences, text);
        }
    }

    private void store(ModelSource model, HeadSentences sentences, HeadFittingText text) {
        List<HeadPoint> curve =
                stores.runs().metrics(reporter.id(), Integer.MAX_VALUE).headFitting();
        HeadPoint end = curve.get(curve.size() - 1);
        ModelEntry original = stores.models().get(spec.modelId());
        ImportedModel stored = stores.imported()
                .save(
                        new ImportedModels.New(
                                name(original.name()),
                                model,
                                true,
                                original.about().licence(),
                                ModelOrigin.of(
                                        ModelOrigin.Kind.FITTED, reporter.id().value()),
                                List.of(remark(original, sentences, text, end)),
                                new ImportedModels.Maker(
                                        Owners.Kind.RUN, reporter.id().value())),
                        bytes -> reporter.stopIfAsked());
        FittedHead head = new FittedHead(
                stored.id(),
                stored.sha256(),
                sentences.sha256(),
                text.train().size(),
                text.heldOut().size(),
                text.leftOut(),
                sentences.inTest(),
                end.heldOutLoss(),
                end.heldOutAccuracy());
        Provenance provenance = Objects.requireNonNull(reporter.run().provenance());
        stores.journal().provenance(reporter.id(), provenance.withFittedHead(head));
        reporter.results(results -> results.withFittedModel(stored.id()));
        reporter.log(String.format(
                Locale.ROOT,
                "The model with its head is stored as %s; held-out accuracy %.4f.",
                stored.id(),
                end.heldOutAccuracy()));
    }

    /** The name of the model with its head, short enough for a name. */
    private static String name(String original) {
        int length = original.codePointCount(0, original.length());
        String stem = length <= LONGEST_STEM
                ? original
                : original.substring(0, original.offsetByCodePoints(0, LONGEST_STEM))
                        .strip();
        return stem + " with fitted head";
    }

    private String remark(ModelEntry original, HeadSentences sentences, HeadFittingText text, HeadPoint end) {
        return String.format(
                Locale.ROOT,
                "the masked-LM head was fitted by the run %s to the frozen encoder of '%s' (model %s, SHA-256 %s), in %s steps on %s"
                        + " sentences of %s (SHA-256 %s); of the masked tokens of %s held-out sentences it predicts %.2f %%",
                reporter.id(),
                original.name(),
                original.id(),
                original.sha256(),
                fitting.steps(),
                text.train().size(),
                fitting.source() == Source.TEXT ? "a text" : "the train half of data set '%s'".formatted(spec.dataId()),
                sentences.sha256(),
                text.heldOut().size(),
                100 * end.heldOutAccuracy());
    }

    @Override
    public void step(int step, int steps, double loss) {
        reporter.loss(loss);
        reporter.done(step);
    }

    @Override
    public void point(HeadFittingPoint measured) {
        HeadPoint point = new HeadPoint(
                measured.step(),
                Double.isFinite(measured.trainLoss()) ? Double.valueOf(measured.trainLoss()) : null,
                measured.heldOutLoss(),
                measured.heldOutAccuracy());
        stores.journal().headPoint(reporter.id(), point);
        stores.events().publish(new RunEvent.Head(reporter.id(), point));
    }

    @Override
    public boolean wantsStates() {
        return true;
    }

    @Override
    public void state(TrainingState state) {
        stores.states().save(reporter.id(), state.step(), out -> TrainingStateFormat.write(state, out));
    }
}
