package dev.mixlab.run.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All methods over the test half of one data set with one model or checkpoint.
 *
 * @param id its name
 * @param run the run that made it
 * @param phase before or after fine-tuning
 * @param modelId the model; the checkpoint's name after fine-tuning
 * @param dataId the data set
 * @param methods ids of the methods
 * @param layers how many layers each map has
 * @param examples how many examples are stored
 * @param accuracy share of examples right; null until all are stored
 * @param createdAt when scoring began
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
