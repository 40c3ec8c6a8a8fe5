package dev.mixlab.jobs;

import dev.mixlab.common.PageRequest;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.jobs.cost.StageTimes;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.StageName;
import dev.mixlab.run.StageTiming;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.weights.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjIntConsumer;

/**
 * Evaluates a score run. Every evaluation is stored as a whole, with a hash of everything that it depends on; an evaluation that is
 * stored with the same hash is not computed again.
 */
final class EvaluateStage {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final RunReporter reporter;
    private final PipelineSpec spec;
    private final EncodedData data;
    private final StageTimes times;
    private final MachineBudget budget;

    /**
     * What the stage reads beside the scores.
     *
     * @param data the encoded data
     * @param times the expected times
     */
    record Inputs(EncodedData data, StageTimes times) {}

    EvaluateStage(Stores stores, RunReporter reporter, PipelineSpec spec, Inputs inputs, MachineBudget budget) {
        this.stores = stores;
        this.reporter = reporter;
        this.spec = spec;
        this.data = inputs.data();
        this.times = inputs.times();
        this.budget = budget;
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
        List<EvaluatedExample> sentences = sentences(scored);
        try (MaskedLanguageModel model = PipelineJob.load(weights)) {
            for (Evaluation evaluation : left) {
                reporter.stopIfAsked();
                long before = reporter.done();
                String evaluationHash = hash.of(evaluation);
                EvaluationChunks chunks = new StoredChunks(
                        stores.evaluations(), scored.id(), evaluation.info().id(), evaluationHash);
                make(stage, scored, evaluation, evaluationHash, input(model, sentences, scored, before, chunks));
                reporter.done(before + examples);
            }
        }
    }

    private boolean isStored(ScoreRun scored, Evaluation evaluation, String hash) {
        return stores.evaluations().list(scored.id()).stream()
                .anyMatch(stored -> stored.evaluation().equals(evaluation.info().id())
                        && stored.specHash().equals(hash));
    }

    private void make(StageName stage, ScoreRun scored, Evaluation evaluation, String hash, EvaluationInput input) {
        Stopwatch watch = new Stopwatch();
        EvaluationResult result = evaluation.evaluate(input);
        double evaluated = watch.seconds();
        List<Group> groups = SentenceGroups.of(input.examples());
        List<EstimateTable> figures = figures(evaluation, result, groups);
        double seconds = watch.seconds();
        String id = evaluation.info().id();
        stores.evaluations().save(new EvaluationRuns.Made(scored.id(), id, hash, seconds, groups, result, figures));
        stores.throughputs()
                .noteEvaluation(reporter.id(), id, new StageTiming(stage, times.evaluationWork(id), watch.seconds()));
        reporter.log(String.format(
                Locale.ROOT,
                "%s of %d sentences: measured in %.1f s, means and intervals in %.1f s, stored in %.1f s.",
                evaluation.info().name(),
                result.examples(),
                evaluated,
                seconds - evaluated,
                watch.seconds() - seconds));
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

    private EvaluationInput input(
            MaskedLanguageModel model,
            List<EvaluatedExample> sentences,
            ScoreRun scored,
            long before,
            EvaluationChunks chunks) {
        return new EvaluationInput(
                model,
                sentences,
                variants(scored, spec.scoring().rows()),
                maps(scored),
                spec.evaluating(),
                budget,
                new Watch() {
                    @Override
                    public void done(double share) {
                        reporter.done(before + (long) (share * sentences.size()));
                    }

                    @Override
                    public boolean shallStop() {
                        return reporter.shallStop();
                    }
                },
                chunks);
    }

    private StoredMaps maps(ScoreRun scored) {
        List<String> made = spec.evaluations();
        return new StoredMaps() {
            @Override
            public void visit(ObjIntConsumer<List<MixingMap>> visitor) {
                stores.scores().visit(scored.id(), visitor);
            }

            @Override
            public List<MeasureValues> columns(String measure) {
                boolean stored = Evaluations.of(made).stream()
                        .flatMap(evaluation -> evaluation.info().measures().stream())
                        .anyMatch(known -> known.id().equals(measure));
                return stored ? stores.evaluations().columns(scored.id(), measure) : List.of();
            }
        };
    }

    /** Returns all variants of the scored methods for which the stored rows suffice. */
    static List<MethodVariant> variants(ScoreRun scored, Rows rows) {
        return ScoringMethods.of(scored.methods()).stream()
                .flatMap(method -> MethodVariant.of(method.info(), rows).stream())
                .toList();
    }

    /** Returns the test examples with the stored correctness of the model's answers, ordered by index. */
    private List<EvaluatedExample> sentences(ScoreRun scored) {
        List<EvaluatedExample> sentences = new ArrayList<>();
        while (sentences.size() < scored.examples()) {
            PageRequest next = new PageRequest(sentences.size(), PAGE);
            List<ScoreRow> rows = stores.scores()
                    .examples(scored.id(), ScoreRuns.Filter.any(), next)
                    .items();
            rows.forEach(
                    row -> sentences.add(data.test().pairs().get(row.index()).evaluated(row.correct())));
        }
        return sentences;
    }
}
