package dev.mixlab.jobs.stage;

import dev.mixlab.common.StorageException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.cost.StageTimes;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.estimate.StageTiming;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Evaluates a score run. Every evaluation is stored as a whole, with a hash of everything that it depends on; an evaluation that is
 * stored with the same hash is not computed again.
 */
final class EvaluateStage {

    private final PipelineJob.Tools tools;
    private final Stores stores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final EncodedData data;
    private final StageTimes times;

    /**
     * What the stage reads beside the scores.
     *
     * @param data the encoded data
     * @param times the expected times
     */
    record Inputs(EncodedData data, StageTimes times) {}

    EvaluateStage(PipelineJob.Tools tools, RunReporter reporter, PipelineSpec spec, Inputs inputs) {
        this.tools = tools;
        this.stores = tools.stores();
        this.reporter = reporter;
        this.spec = spec;
        this.data = inputs.data();
        this.times = inputs.times();
    }

    /** Computes the evaluations that are not stored yet. */
    void evaluate(StageName stage, ScoreRun scored, ModelSource weights) {
        List<Evaluation> wanted = Evaluations.of(spec.evaluations());
        EvaluationHash hash = new EvaluationHash(spec, data.sha256(), weights.sha256(), scored);
        List<Evaluation> left = wanted.stream()
                .filter(evaluation -> !isStored(scored, evaluation, hash.of(evaluation)))
                .toList();
        long examples = scored.examples();
        reporter.begin(stage, (wanted.size() - left.size()) * examples, wanted.size() * examples);
        if (left.isEmpty()) {
            return;
        }
        EvaluationInputs inputs = new EvaluationInputs(stores, spec, data, tools.budget(), scored);
        try (MaskedLanguageModel model = PipelineJob.load(weights)) {
            for (Evaluation evaluation : left) {
                reporter.stopIfAsked();
                long before = reporter.done();
                StoredChunks.Key key =
                        new StoredChunks.Key(scored.id(), evaluation.info().id(), hash.of(evaluation));
                StoredChunks chunks = new StoredChunks(tools, reporter, stage, key);
                make(stage, evaluation, key, chunks, inputs.of(model, 0, watch(before, examples), chunks));
                reporter.done(before + examples);
            }
        }
    }

    private boolean isStored(ScoreRun scored, Evaluation evaluation, String hash) {
        return stores.evaluations().list(scored.id()).stream()
                .anyMatch(stored -> stored.evaluation().equals(evaluation.info().id())
                        && stored.specHash().equals(hash));
    }

    private void make(
            StageName stage, Evaluation evaluation, StoredChunks.Key key, StoredChunks chunks, EvaluationInput input) {
        Stopwatch watch = new Stopwatch();
        EvaluationResult result = evaluate(evaluation, chunks, input);
        double evaluated = watch.seconds();
        List<Group> groups = SentenceGroups.of(input.examples());
        List<EstimateTable> figures = figures(evaluation, result, groups);
        double seconds = watch.seconds();
        String id = key.evaluation();
        stores.evaluations()
                .save(new EvaluationRuns.Made(key.scoreRun(), id, key.specHash(), seconds, groups, result, figures));
        if (!chunks.wereHelped()) {
            stores.throughputs()
                    .noteEvaluation(
                            reporter.id(), id, new StageTiming(stage, times.evaluationWork(id), watch.seconds()));
        }
        reporter.log(String.format(
                Locale.ROOT,
                "%s of %d sentences: measured in %.1f s%s, means and intervals in %.1f s, stored in %.1f s.",
                evaluation.info().name(),
                result.examples(),
                evaluated,
                chunks.wereHelped() ? ", parts of it by other workers" : "",
                seconds - evaluated,
                watch.seconds() - seconds));
    }

    private static EvaluationResult evaluate(Evaluation evaluation, StoredChunks chunks, EvaluationInput input) {
        try {
            chunks.offer(evaluation, input);
            return evaluation.evaluate(input);
        } catch (StorageException | RunTakenOverException later) {
            throw later;
        } catch (RuntimeException | Error stopped) {
            chunks.withdraw();
            throw stopped;
        }
    }

    private List<EstimateTable> figures(Evaluation evaluation, EvaluationResult result, List<Group> groups) {
        List<EstimateTable> figures = new ArrayList<>();
        for (Measure measure : evaluation.info().measures()) {
            List<MeasureValues> columns = result.columns(measure.id());
            for (Group group : columns.isEmpty() ? List.<Group>of() : groups) {
                reporter.stopIfAsked();
                figures.add(EstimateTable.of(measure.id(), columns, group, spec.evaluating()));
            }
        }
        return figures;
    }

    private Watch watch(long before, long examples) {
        return new Watch() {
            @Override
            public void done(double share) {
                reporter.done(before + (long) (share * examples));
            }

            @Override
            public boolean shallStop() {
                return reporter.shallStop();
            }
        };
    }
}
