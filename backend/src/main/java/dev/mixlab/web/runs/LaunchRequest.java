package dev.mixlab.web.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.PlainText;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.AttributionOptions.Baseline;
import dev.mixlab.mixing.method.AttributionOptions.Rule;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.catalogue.SuggestedSettings;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.spec.ScoringSettings;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's LaunchRequest: a spec with optional fields. A null field takes its default. */
record LaunchRequest(
        @Nullable String name,
        String modelId,
        String dataId,
        @Nullable Integer examples,
        @Nullable FineTuning fineTuning,
        @Nullable List<String> methods,
        @Nullable Scoring scoring,
        @Nullable List<String> evaluations,
        @Nullable Evaluating evaluating,
        @Nullable HeadFitting headFitting,
        @Nullable String repeats,
        @Nullable Priority priority) {

    /**
     * Returns the spec with all defaults filled in; of the maps it has all rows, and of deletion curves
     * the usual number, where the request does not say which.
     *
     * @param usualName name of a run that is launched without one
     * @param suggested settings that are suggested for the model
     * @param standardEvaluations ids of the standard evaluations that can be made of the data set
     */
    PipelineSpec spec(String usualName, SuggestedSettings suggested, List<String> standardEvaluations) {
        return new PipelineSpec(
                name == null || name.isBlank() ? usualName : PlainText.require("the name of a run", name.strip()),
                modelId,
                dataId,
                examples,
                fineTuning == null ? suggested.fineTuning() : fineTuning.settings(suggested.fineTuning()),
                methods == null ? suggested.methods() : methods,
                scoring == null ? ScoringSettings.standard() : scoring.settings(),
                evaluations == null ? standardEvaluations : evaluations,
                evaluating == null ? EvaluatingSettings.standard() : evaluating.settings(),
                headFitting == null ? null : headFitting.spec());
    }

    /**
     * Returns the same request for another model.
     *
     * @param fits whether a head is fitted to it, if one is at all
     */
    LaunchRequest ofModel(String model, boolean fits) {
        return new LaunchRequest(
                name,
                model,
                dataId,
                examples,
                fineTuning,
                methods,
                scoring,
                evaluations,
                evaluating,
                fits ? headFitting : null,
                repeats,
                priority);
    }

    Priority priorityOrNormal() {
        return priority == null ? Priority.NORMAL : priority;
    }

    /** Returns whether the rows of the maps are left to the program. */
    boolean leavesRows() {
        return scoring == null || scoring.rows() == null;
    }

    /** Returns whether the number of sentences with deletion curves is left to the program. */
    boolean leavesDeletions() {
        return evaluating == null || evaluating.deletionExamples() == null;
    }

    /** Settings of fine-tuning; the defaults are those that are suggested for the model. */
    record FineTuning(
            @Nullable Double learningRate,
            @Nullable Double warmUp,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable Long seed,
            @Nullable Double maskedShare) {

        FineTuningSettings settings(FineTuningSettings suggested) {
            return new FineTuningSettings(
                    learningRate == null ? suggested.learningRate() : learningRate,
                    warmUp == null ? suggested.warmUp() : warmUp,
                    epochs == null ? suggested.epochs() : epochs,
                    batchSize == null ? suggested.batchSize() : batchSize,
                    seed == null ? suggested.seed() : seed,
                    suggested.adamEpsilon(),
                    maskedShare == null ? suggested.maskedShare() : maskedShare);
        }
    }

    /** Settings of the fitting of a head; the text alone says that it is the source. */
    record HeadFitting(
            @Nullable Source source,
            @Nullable String text,
            @Nullable Integer steps,
            @Nullable Integer tokensPerBatch,
            @Nullable Double learningRate,
            @Nullable Double heldOut,
            @Nullable Long seed) {

        HeadFittingSpec spec() {
            HeadFittingSpec usual = HeadFittingSpec.usual();
            Source usualSource = text == null ? Source.TRAIN : Source.TEXT;
            return new HeadFittingSpec(
                    source == null ? usualSource : source,
                    text,
                    steps == null ? usual.steps() : steps,
                    tokensPerBatch == null ? usual.tokensPerBatch() : tokensPerBatch,
                    learningRate == null ? usual.learningRate() : learningRate,
                    heldOut == null ? usual.heldOut() : heldOut,
                    seed == null ? usual.seed() : seed);
        }
    }

    /** Settings of scoring. */
    record Scoring(
            @Nullable Rows rows,
            @Nullable Attribution attribution,
            @Nullable Long seed) {

        ScoringSettings settings() {
            ScoringSettings standard = ScoringSettings.standard();
            return new ScoringSettings(
                    rows == null ? standard.rows() : rows,
                    attribution == null ? standard.attribution() : attribution.options(),
                    seed == null ? standard.seed() : seed);
        }
    }

    /** Options of attribution methods. */
    record Attribution(
            @Nullable Integer steps,
            @Nullable Baseline baseline,
            @Nullable Rule rule) {

        AttributionOptions options() {
            AttributionOptions standard = AttributionOptions.standard();
            return new AttributionOptions(
                    steps == null ? standard.steps() : steps,
                    baseline == null ? standard.baseline() : baseline,
                    rule == null ? standard.rule() : rule);
        }
    }

    /**
     * Settings of evaluation.
     *
     * @param deletionExamples Java null for the suggested number, JSON null for all sentences
     */
    record Evaluating(
            @Nullable Integer resamples,
            @Nullable Long seed,
            @Nullable PiecePooling pooling,
            @Nullable List<CueUnit> cueUnits,
            @Nullable JsonNode deletionExamples,
            @Nullable Integer probeOrders) {

        EvaluatingSettings settings() {
            EvaluatingSettings standard = EvaluatingSettings.standard();
            return new EvaluatingSettings(
                    resamples == null ? standard.resamples() : resamples,
                    seed == null ? standard.seed() : seed,
                    pooling == null ? standard.pooling() : pooling,
                    cueUnits == null ? standard.cueUnits() : cueUnits,
                    deletions(standard),
                    probeOrders == null ? standard.probeOrders() : probeOrders);
        }

        /** Tells an omitted field from one that is null in JSON. */
        private @Nullable Integer deletions(EvaluatingSettings standard) {
            if (deletionExamples == null) {
                return standard.deletionExamples();
            }
            return deletionExamples.isNull() ? null : Integer.valueOf(deletionExamples.intValue());
        }
    }
}
