package dev.mixlab.run;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Score a model over the test half, fine-tune it on the train half, and score it again.
 *
 * @param name what people call the run
 * @param modelId an entry of {@link Models}
 * @param dataId an entry of {@link DataSets}
 * @param examples at most so many examples of each half, or null for all
 * @param fineTuning how the model is fine-tuned
 * @param methods ids of the methods to score with, at least one, none twice
 * @param scoring how examples are scored
 */
public record PipelineSpec(
        String name,
        String modelId,
        String dataId,
        @Nullable Integer examples,
        FineTuningSettings fineTuning,
        List<String> methods,
        ScoringSettings scoring)
        implements RunSpec {

    private static final int LONGEST_NAME = 120;

    public PipelineSpec {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidInputException(
                    "the name of a run has 1 to %d characters, not %d".formatted(LONGEST_NAME, name.length()));
        }
        if (examples != null && examples < 1) {
            throw new InvalidInputException("at least 1 example is needed, not " + examples);
        }
        if (methods.isEmpty() || Set.copyOf(methods).size() < methods.size()) {
            throw new InvalidInputException("methods are named once each, and at least one: " + methods);
        }
        methods = List.copyOf(methods);
        // Specs that were stored before there were settings of scoring are read without any.
        scoring = Objects.requireNonNullElseGet(scoring, ScoringSettings::standard);
    }

    /** A pipeline that scores whole maps in the usual way. */
    public PipelineSpec(
            String name,
            String modelId,
            String dataId,
            @Nullable Integer examples,
            FineTuningSettings fineTuning,
            List<String> methods) {
        this(name, modelId, dataId, examples, fineTuning, methods, ScoringSettings.standard());
    }

    public PipelineSpec withScoring(ScoringSettings other) {
        return new PipelineSpec(name, modelId, dataId, examples, fineTuning, methods, other);
    }
}
