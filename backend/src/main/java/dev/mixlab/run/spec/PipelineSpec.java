package dev.mixlab.run.spec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a run, on which its results depend together with the program: fit a masked-LM head to a model without one, score a model on the test examples, fine-tune it
 * on the
 * train examples, score it again, and evaluate both scores. In JSON it has a kind, so that other kinds of runs can be added.
 *
 * @param name display name of the run
 * @param modelId id of an entry of {@link dev.mixlab.run.catalogue.Models}
 * @param dataId id of an entry of {@link dev.mixlab.run.catalogue.DataSets}
 * @param examples maximum number of examples of each split, or null for all
 * @param fineTuning settings of fine-tuning
 * @param methods ids of the scoring methods, at least one, without duplicates
 * @param scoring settings of scoring
 * @param evaluations ids of the evaluations of the scores, without duplicates; if there are any, the random baseline is scored too
 * @param evaluating settings of the evaluations
 * @param headFitting how a masked-LM head is fitted to the model first; null for a model that has one
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonTypeName("pipeline")
public record PipelineSpec(
        String name,
        String modelId,
        String dataId,
        @Nullable Integer examples,
        FineTuningSettings fineTuning,
        List<String> methods,
        ScoringSettings scoring,
        List<String> evaluations,
        EvaluatingSettings evaluating,
        @Nullable HeadFittingSpec headFitting) {

    /** Id of the baseline method with which every evaluation compares the others. */
    public static final String BASELINE = "random";

    private static final int LONGEST_NAME = 120;

    public PipelineSpec {
        if (name.isBlank() || PlainText.length(name) > LONGEST_NAME) {
            throw new InvalidInputException(
                    "the name of a run has 1 to %s characters, not %s".formatted(LONGEST_NAME, PlainText.length(name)));
        }
        if (examples != null && examples < 1) {
            throw new InvalidInputException("at least 1 example is needed, not " + examples);
        }
        if (methods.isEmpty() || Set.copyOf(methods).size() < methods.size()) {
            throw new InvalidInputException("methods are named once each, and at least one: " + methods);
        }
        // Stored specs of earlier versions have no settings of scoring and no evaluations.
        scoring = Objects.requireNonNullElseGet(scoring, ScoringSettings::standard);
        evaluations = List.copyOf(Objects.requireNonNullElseGet(evaluations, List::of));
        evaluating = Objects.requireNonNullElseGet(evaluating, EvaluatingSettings::standard);
        if (Set.copyOf(evaluations).size() < evaluations.size()) {
            throw new InvalidInputException("evaluations are named once each: " + evaluations);
        }
        methods = withBaseline(methods, evaluations);
    }

    private static List<String> withBaseline(List<String> methods, List<String> evaluations) {
        List<String> all = new ArrayList<>(methods);
        if (!evaluations.isEmpty() && !all.contains(BASELINE)) {
            all.add(BASELINE);
        }
        return List.copyOf(all);
    }

    /** Creates a spec that scores whole maps with default settings and has no evaluations. */
    public PipelineSpec(
            String name,
            String modelId,
            String dataId,
            @Nullable Integer examples,
            FineTuningSettings fineTuning,
            List<String> methods) {
        this(
                name,
                modelId,
                dataId,
                examples,
                fineTuning,
                methods,
                ScoringSettings.standard(),
                List.of(),
                EvaluatingSettings.standard(),
                null);
    }

    public PipelineSpec withName(String other) {
        return new PipelineSpec(
                other, modelId, dataId, examples, fineTuning, methods, scoring, evaluations, evaluating, headFitting);
    }

    public PipelineSpec withFineTuning(FineTuningSettings other) {
        return new PipelineSpec(
                name, modelId, dataId, examples, other, methods, scoring, evaluations, evaluating, headFitting);
    }

    public PipelineSpec withScoring(ScoringSettings other) {
        return new PipelineSpec(
                name, modelId, dataId, examples, fineTuning, methods, other, evaluations, evaluating, headFitting);
    }

    public PipelineSpec withEvaluations(List<String> ids, EvaluatingSettings settings) {
        return new PipelineSpec(
                name, modelId, dataId, examples, fineTuning, methods, scoring, ids, settings, headFitting);
    }

    public PipelineSpec withHeadFitting(@Nullable HeadFittingSpec fitting) {
        return new PipelineSpec(
                name, modelId, dataId, examples, fineTuning, methods, scoring, evaluations, evaluating, fitting);
    }

    /** Returns all seeds by what they are for. */
    public Map<String, Long> seeds() {
        Map<String, Long> seeds = new TreeMap<>(
                Map.of("fine-tuning", fineTuning.seed(), "scoring", scoring.seed(), "evaluating", evaluating.seed()));
        if (headFitting != null) {
            seeds.put("fitting the head", headFitting.seed());
        }
        return seeds;
    }

    /** Returns the stages of the run, in order. */
    public List<StageName> stages() {
        return Arrays.stream(StageName.values())
                .filter(stage -> !evaluations.isEmpty() || !stage.evaluates())
                .filter(stage -> headFitting != null || stage != StageName.FIT_HEAD)
                .toList();
    }
}
