package dev.mixlab.web.json;

import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.ScoringSettings;
import dev.mixlab.run.StageName;
import dev.mixlab.run.StageState;
import dev.mixlab.training.FineTuningSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run as the contract's Run. */
public record RunJson(
        String id,
        String name,
        SpecView spec,
        String state,
        List<StageView> stages,
        ProgressView progress,
        @Nullable Double accuracyBefore,
        @Nullable Double accuracyAfter,
        @Nullable String checkpointId,
        @Nullable String scoreRunBefore,
        @Nullable String scoreRunAfter,
        @Nullable String error,
        @Nullable ProvenanceView provenance,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public static RunJson of(Run run) {
        Run.Results results = run.results();
        Provenance provenance = run.provenance();
        return new RunJson(
                run.id().value(),
                run.spec().name(),
                SpecView.of(run.spec()),
                run.state().name().toLowerCase(Locale.ROOT),
                run.stages().stream().map(StageView::of).toList(),
                ProgressView.of(run.progress()),
                results.accuracyBefore(),
                results.accuracyAfter(),
                text(results.checkpoint()),
                text(results.scoresBefore()),
                text(results.scoresAfter()),
                run.error(),
                provenance == null ? null : ProvenanceView.of(provenance),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    /** What was asked for, with nothing left out. */
    public record SpecView(
            String name,
            String modelId,
            String dataId,
            @Nullable Integer examples,
            FineTuningView fineTuning,
            List<String> methods,
            ScoringView scoring,
            List<String> evaluations,
            EvaluatingView evaluating) {

        public static SpecView of(PipelineSpec spec) {
            return new SpecView(
                    spec.name(),
                    spec.modelId(),
                    spec.dataId(),
                    spec.examples(),
                    FineTuningView.of(spec.fineTuning()),
                    spec.methods(),
                    ScoringView.of(spec.scoring()),
                    spec.evaluations(),
                    EvaluatingView.of(spec.evaluating()));
        }
    }

    /** Settings of fine-tuning. */
    record FineTuningView(double learningRate, double warmUp, int epochs, int batchSize, long seed) {

        static FineTuningView of(FineTuningSettings settings) {
            return new FineTuningView(
                    settings.learningRate(),
                    settings.warmUp(),
                    settings.epochs(),
                    settings.batchSize(),
                    settings.seed());
        }
    }

    /** How examples are scored. */
    record ScoringView(String rows, AttributionView attribution, long seed) {

        static ScoringView of(ScoringSettings settings) {
            return new ScoringView(
                    id(settings.rows()),
                    new AttributionView(
                            settings.attribution().steps(),
                            id(settings.attribution().baseline()),
                            id(settings.attribution().rule())),
                    settings.seed());
        }

        private static String id(Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT);
        }
    }

    /** How scores are evaluated. */
    record EvaluatingView(
            int resamples,
            long seed,
            String pooling,
            @Nullable Integer deletionExamples) {

        static EvaluatingView of(EvaluatingSettings settings) {
            return new EvaluatingView(
                    settings.resamples(),
                    settings.seed(),
                    settings.pooling().name().toLowerCase(Locale.ROOT),
                    settings.deletionExamples());
        }
    }

    /** Choices that attribution methods leave open. */
    record AttributionView(int steps, String baseline, String rule) {}

    /** How far a stage is. */
    record StageView(
            String name,
            String state,
            long done,
            long total,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static StageView of(StageState stage) {
            return new StageView(
                    stage.name().id(),
                    stage.status().name().toLowerCase(Locale.ROOT),
                    stage.done(),
                    stage.total(),
                    stage.startedAt(),
                    stage.finishedAt());
        }
    }

    /** How far the run is. */
    record ProgressView(
            @Nullable String stage,
            long done,
            long total,
            double rate,
            @Nullable Double secondsLeft,
            @Nullable Double loss,
            @Nullable Double accuracy) {

        static ProgressView of(Progress progress) {
            StageName stage = progress.stage();
            return new ProgressView(
                    stage == null ? null : stage.id(),
                    progress.done(),
                    progress.total(),
                    progress.rate(),
                    progress.secondsLeft(),
                    progress.loss(),
                    progress.accuracy());
        }
    }

    /** All that made the results; the spec stands beside it in the run. */
    public record ProvenanceView(
            Map<String, Long> seeds,
            Provenance.Hashes hashes,
            Provenance.Counts counts,
            Provenance.Environment environment) {

        public static ProvenanceView of(Provenance provenance) {
            return new ProvenanceView(
                    new TreeMap<>(provenance.seeds()),
                    provenance.hashes(),
                    provenance.counts(),
                    provenance.environment());
        }
    }
}
