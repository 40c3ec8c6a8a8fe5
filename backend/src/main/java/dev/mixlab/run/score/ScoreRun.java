package dev.mixlab.run.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score run: the maps of all its methods for the test examples of one data set with one model or checkpoint.
 *
 * @param id id of the score run
 * @param run run that produced it
 * @param phase before or after fine-tuning
 * @param modelId the model; the checkpoint's name after fine-tuning
 * @param dataId the data set
 * @param methods ids of the methods
 * @param layers number of layers of each map
 * @param examples number of stored examples
 * @param accuracy share of correct examples; null until all are stored
 * @param createdAt time at which scoring began
 */
public record ScoreRun(
        ScoreRunId id,
        RunId run,
        @JsonProperty("when") Phase phase,
        String modelId,
        String dataId,
        List<String> methods,
        int layers,
        int examples,
        @Nullable Double accuracy,
        Instant createdAt) {

    public ScoreRun {
        methods = List.copyOf(methods);
    }
}
