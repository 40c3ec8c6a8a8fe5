package dev.mixlab.jobs.stage;

import dev.mixlab.common.Sha256;
import dev.mixlab.common.StorageException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.EngineThreads;
import dev.mixlab.encoder.engine.FreedMemory;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.jobs.chunk.ChunkQueue;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.cost.StageTimes;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.StageState;
import dev.mixlab.run.estimate.StageTiming;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.weights.ModelSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Executes the stages of one pipeline that are not done yet. */
public final class PipelineJob {

    private final Stores stores;
    private final Provenance.Environment environment;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final ModelSource source;
    private final EncodedData data;
    private final ScoreStage scoring;
    private final StageTimes times;
    private final EvaluateStage evaluating;
    private final int outages;

    private PipelineJob(Tools tools, RunReporter reporter, PipelineSpec spec, EncodedData data) {
        this.stores = tools.stores();
        this.outages = stores.storage().outages();
        this.environment = tools.environment();
        this.reporter = reporter;
        this.spec = spec;
        this.source = stores.models().open(spec.modelId());
        this.data = data;
        this.scoring = new ScoreStage(tools, reporter, spec, data);
        this.times = tools.estimator().times(spec, data);
        this.evaluating = new EvaluateStage(tools, reporter, spec, new EvaluateStage.Inputs(data, times));
    }

    /**
     * The services and settings that all jobs share.
     *
     * @param environment program and machine, for the provenance of runs
     * @param budget memory and threads for one run
     * @param chunks parts of stages that wait for somebody to compute them
     */
    public record Tools(
            Stores stores,
            DataEncoder encoder,
            Estimator estimator,
            Provenance.Environment environment,
            MachineBudget budget,
            ChunkQueue chunks) {}

    /** Runs all stages that are not done yet. */
    public static void run(Tools tools, RunReporter reporter, PipelineSpec spec) {
        boolean fresh = !reporter.isDone(StageName.PREPARE);
        if (fresh) {
            reporter.begin(StageName.PREPARE, 0, 0);
        } else {
            reporter.log("Going on after an interruption.");
        }
        EncodedData data = tools.encoder().prepare(spec);
        PipelineJob job = new PipelineJob(tools, reporter, spec, data);
        EncoderConfig config = EncoderConfig.of(job.source);
        reporter.plan(tools.estimator().plan(spec, data));
        int threads = EngineThreads.suit(config.hidden());
        if (fresh) {
            job.endPreparation(threads);
        }
        job.runStages();
    }

    private void runStages() {
        if (spec.headFitting() != null) {
            stage(StageName.FIT_HEAD, this::fitHead);
        }
        stage(StageName.SCORE_BEFORE, this::scoreBefore);
        evaluation(StageName.EVALUATE_BEFORE);
        stage(StageName.FINE_TUNE, this::fineTune);
        stage(StageName.SCORE_AFTER, this::scoreAfter);
        evaluation(StageName.EVALUATE_AFTER);
    }

    private void evaluation(StageName name) {
        if (!spec.evaluations().isEmpty()) {
            stage(name, this::evaluate);
        }
    }

    private void evaluate(StageName stage) {
        Run.Results results = reporter.run().results();
        boolean before = stage == StageName.EVALUATE_BEFORE;
        ScoreRunId scored = before ? results.scoresBefore() : results.scoresAfter();
        if (scored == null) {
            throw new IllegalStateException("run " + reporter.id() + " has no scores for " + stage.id());
        }
        evaluating.evaluate(stage, stores.scores().get(scored), before ? start() : tuned());
    }

    private void endPreparation(int threads) {
        Provenance provenance = new Provenance(
                spec,
                spec.seeds(),
                new Provenance.Hashes(source.sha256(), Sha256.hex(source.tokenizer()), data.sha256()),
                data.counts(),
                environment.withThreads(threads),
                null);
        stores.journal().provenance(reporter.id(), provenance);
        int read = data.train().read() + data.test().read();
        reporter.begin(StageName.PREPARE, read, read);
        requireNothingLost();
        reporter.end(StageState.Status.DONE);
        int train = data.train().pairs().size();
        int test = data.test().pairs().size();
        reporter.log("Data: %s train and %s test examples, %s left out.".formatted(train, test, read - train - test));
        data.leftOut().forEach(reporter::log);
    }

    private void stage(StageName name, Consumer<StageName> work) {
        if (!reporter.isDone(name)) {
            reporter.stopIfAsked();
            work.accept(name);
            note(name);
            FreedMemory.giveBack();
            requireNothingLost();
            reporter.end(StageState.Status.DONE);
        }
    }

    /** A stage is done only if the database was not opened again since the work began: what was stored before may be lost. */
    private void requireNothingLost() {
        if (stores.storage().outages() != outages) {
            throw new StorageException("the database could not be written for a while, and was opened again");
        }
    }

    private void note(StageName name) {
        RunReporter.Speed pace = reporter.pace();
        if (pace.examples() > 0 && reporter.isOwnWork() && !name.evaluates()) {
            StageTiming.Work work = switch (name) {
                case FINE_TUNE -> times.trainingWork();
                case FIT_HEAD -> times.headFittingWork();
                default -> times.scoringWork();
            };
            if (pace.examples() == work.examples()) {
                stores.throughputs().note(reporter.id(), new StageTiming(name, work, pace.seconds()));
            }
        }
    }

    private void scoreBefore(StageName stage) {
        ScoreRun scored = score(stage, Phase.BEFORE, reporter.run().startModel(), start());
        reporter.results(results -> results.withBefore(scored.id(), scored.accuracy()));
        reporter.log(String.format(Locale.ROOT, "Test accuracy before fine-tuning: %.4f.", scored.accuracy()));
    }

    private ScoreRun score(StageName stage, Phase phase, String modelId, ModelSource weights) {
        try (MaskedLanguageModel model = load(weights)) {
            ScoreRun begun = scoring.begin(phase, modelId, model.config().layers());
            reporter.results(results -> phase == Phase.BEFORE
                    ? results.withBefore(begun.id(), null)
                    : results.withAfter(begun.id(), results.accuracyAfter()));
            return scoring.score(stage, begun, model);
        }
    }

    /** Loads a model, and gives back what the loading took beside the model. */
    static MaskedLanguageModel load(ModelSource weights) {
        MaskedLanguageModel model = MaskedLanguageModel.load(weights, Precision.FLOAT32);
        FreedMemory.giveBack();
        return model;
    }

    private void fineTune(StageName stage) {
        new FineTuneStage(stores, reporter, spec.fineTuning(), data)
                .train(reporter.run().startModel(), start());
    }

    private void fitHead(StageName stage) {
        new FitHeadStage(stores, reporter, spec, data).fit(source);
    }

    /** Returns the model that is scored and fine-tuned. */
    private ModelSource start() {
        String fitted = reporter.run().results().fittedModel();
        return fitted == null ? source : stores.models().open(fitted);
    }

    private CheckpointId checkpoint() {
        CheckpointId checkpoint = reporter.run().results().checkpoint();
        if (checkpoint == null) {
            throw new IllegalStateException("run " + reporter.id() + " is fine-tuned but has no checkpoint");
        }
        return checkpoint;
    }

    private ModelSource tuned() {
        return stores.checkpoints().open(checkpoint());
    }

    private void scoreAfter(StageName stage) {
        ScoreRun scored = score(stage, Phase.AFTER, checkpoint().value(), tuned());
        reporter.results(results -> results.withAfter(scored.id(), scored.accuracy()));
        reporter.log(String.format(Locale.ROOT, "Test accuracy after fine-tuning: %.4f.", scored.accuracy()));
    }
}
