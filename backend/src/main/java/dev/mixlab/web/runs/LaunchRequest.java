package dev.mixlab.web.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.ScoringSettings;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The contract's LaunchRequest: a spec of which much can be left out. */
record LaunchRequest(
        @Nullable String name,
        String modelId,
        String dataId,
        @Nullable Integer examples,
        @Nullable FineTuning fineTuning,
        @Nullable List<String> methods,
        @Nullable Scoring scoring,
        @Nullable List<String> evaluations,
        @Nullable Evaluating evaluating) {

    /** The spec with everything filled in. */
    PipelineSpec spec(List<String> standardMethods) {
        return new PipelineSpec(
                name == null || name.isBlank() ? modelId + " on " + dataId : name.strip(),
                modelId,
                dataId,
                examples,
                fineTuning == null ? FineTuningSettings.paper() : fineTuning.settings(),
                methods == null ? standardMethods : methods,
                scoring == null ? ScoringSettings.standard() : scoring.settings(),
                evaluations == null ? Evaluations.standardIds() : evaluations,
                evaluating == null ? EvaluatingSettings.standard() : evaluating.settings());
    }

    /** Settings; null takes the paper's value. */
    record FineTuning(
            @Nullable Double learningRate,
            @Nullable Double warmUp,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable Long seed) {

        FineTuningSettings settings() {
            FineTuningSettings paper = FineTuningSettings.paper();
            return new FineTuningSettings(
                    learningRate == null ? paper.learningRate() : learningRate,
                    warmUp == null ? paper.warmUp() : warmUp,
                    epochs == null ? paper.epochs() : epochs,
                    batchSize == null ? paper.batchSize() : batchSize,
                    seed == null ? paper.seed() : seed,
                    paper.adamEpsilon());
        }
    }

    /** How examples are scored; null takes the usual value. */
    record Scoring(
            @Nullable String rows,
            @Nullable Attribution attribution,
            @Nullable Long seed) {

        ScoringSettings settings() {
            ScoringSettings usual = ScoringSettings.standard();
            return new ScoringSettings(
                    chosen(Rows.class, rows, usual.rows()),
                    attribution == null ? usual.attribution() : attribution.options(),
                    seed == null ? usual.seed() : seed);
        }
    }

    /** Choices that attribution methods leave open; null takes the usual one. */
    record Attribution(
            @Nullable Integer steps,
            @Nullable String baseline,
            @Nullable String rule) {

        AttributionOptions options() {
            AttributionOptions usual = AttributionOptions.standard();
            return new AttributionOptions(
                    steps == null ? usual.steps() : steps,
                    chosen(AttributionOptions.Baseline.class, baseline, usual.baseline()),
                    chosen(AttributionOptions.Rule.class, rule, usual.rule()));
        }
    }

    /**
     * How scores are evaluated; null takes the usual value.
     *
     * @param deletionExamples absent for the usual number, empty for all
     */
    record Evaluating(
            @Nullable Integer resamples,
            @Nullable Long seed,
            @Nullable String pooling,
            @Nullable JsonNode deletionExamples) {

        EvaluatingSettings settings() {
            EvaluatingSettings usual = EvaluatingSettings.standard();
            return new EvaluatingSettings(
                    resamples == null ? usual.resamples() : resamples,
                    seed == null ? usual.seed() : seed,
                    chosen(PiecePooling.class, pooling, usual.pooling()),
                    deletions(usual));
        }

        /** Left out and null are not the same here. */
        private @Nullable Integer deletions(EvaluatingSettings usual) {
            if (deletionExamples == null) {
                return usual.deletionExamples();
            }
            return deletionExamples.isNull() ? null : Integer.valueOf(deletionExamples.intValue());
        }
    }

    /** The choice of that name, of which the contract has made sure that there is one. */
    private static <E extends Enum<E>> E chosen(Class<E> choices, @Nullable String name, E usual) {
        return name == null ? usual : Enum.valueOf(choices, name.toUpperCase(Locale.ROOT));
    }
}
