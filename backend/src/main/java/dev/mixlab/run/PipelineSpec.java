package dev.mixlab.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do, all that its results depend on except the program itself: score a model over the test half, fine-tune it on the train half, and score it again; evaluate
 * both scores. In JSON it has a kind, as there may be others one day.
 *
 * @param name what people call the run
 * @param modelId an entry of {@link dev.mixlab.run.catalogue.Models}
 * @param dataId an entry of {@link dev.mixlab.run.catalogue.DataSets}
 * @param examples at most so many examples of each half, or null for all
 * @param fineTuning how the model is fine-tuned
 * @param methods ids of the methods to score with, at least one, none twice
 * @param scoring how examples are scored
 * @param evaluations ids of the evaluations to make of the scores, none twice; where there are any, the random baseline is scored too
 * @param evaluating how scores are evaluated
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
        EvaluatingSettings evaluating) {

    /** The method that every table of figures is read against. */
    public static final String BASELINE = "random";

    private static final int LONGEST_NAME = 120;

    public PipelineSpec {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidInputException(
                    "the name of a run has 1 to %s characters, not %s".formatted(LONGEST_NAME, name.length()));
        }
        if (examples != null && examples < 1) {
            throw new InvalidInputException("at least 1 example is needed, not " + examples);
        }
        if (methods.isEmpty() || Set.copyOf(methods).size() < methods.size()) {
            throw new InvalidInputException("methods are named once each, and at least one: " + methods);
        }
        // Specs that were stored before there were settings of scoring or evaluations are read without any.
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

    /** A pipeline that scores whole maps in the usual way and evaluates nothing. */
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
                EvaluatingSettings.standard());
    }

    public PipelineSpec withScoring(ScoringSettings other) {
        return new PipelineSpec(name, modelId, dataId, examples, fineTuning, methods, other, evaluations, evaluating);
    }

    public PipelineSpec withEvaluations(List<String> ids, EvaluatingSettings settings) {
        return new PipelineSpec(name, modelId, dataId, examples, fineTuning, methods, scoring, ids, settings);
    }

    /** The stages that the run goes through, in order. */
    public List<StageName> stages() {
        return Arrays.stream(StageName.values())
                .filter(stage -> !evaluations.isEmpty() || !stage.evaluates())
                .toList();
    }
}
