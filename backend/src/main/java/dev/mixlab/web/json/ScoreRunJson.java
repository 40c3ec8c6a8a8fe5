package dev.mixlab.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import java.util.List;

/**
 * The contract's ScoreRun.
 *
 * @param scores the score run, whose fields stand beside the others
 * @param skipped methods by which some of its examples have no map
 * @param classes the paradigms and labels of its examples
 */
public record ScoreRunJson(
        @JsonUnwrapped ScoreRun scores,
        @JsonProperty("refused") List<ScoreRuns.Skipped> skipped,
        @JsonUnwrapped ScoreRuns.Classes classes) {}
