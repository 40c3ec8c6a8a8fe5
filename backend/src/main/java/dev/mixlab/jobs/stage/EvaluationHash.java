package dev.mixlab.jobs.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.common.Sha256;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.spec.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Everything that the evaluations of a score run depend on, for a hash that tells whether a stored evaluation is up to date.
 *
 * @param spec spec with the methods and the settings of scoring and evaluating
 * @param data SHA-256 of the data set
 * @param model SHA-256 of the model that was scored
 * @param scored the score run
 */
public record EvaluationHash(PipelineSpec spec, String data, String model, ScoreRun scored) {

    /** A mapper that sorts fields by name, so that the text depends only on their names and values in stored specs. */
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * Returns the SHA-256, in hexadecimal, of canonical JSON of everything that an evaluation depends on. Version 0.1.0 hashed another
     * text: an evaluation that it stored is shown as it is, and is computed again only if a run that it left unfinished is resumed.
     */
    public String of(Evaluation evaluation) {
        List<Object> parts = List.of(
                evaluation.info().id(),
                evaluation.version(),
                model,
                data,
                scored.examples(),
                scored.methods(),
                spec.scoring(),
                spec.evaluating());
        try {
            return Sha256.hex(CANONICAL.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("settings cannot be written as JSON", impossible);
        }
    }
}
