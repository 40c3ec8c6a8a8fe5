package dev.mixlab.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.common.Sha256;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.score.ScoreRun;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the evaluations of a score run depend on.
 *
 * @param spec methods, settings of scoring and of evaluating
 * @param data hash of the data set
 * @param model hash of the model that was scored
 * @param scored the score run
 */
record EvaluationHash(PipelineSpec spec, String data, String model, ScoreRun scored) {

    /** Fields in alphabetical order, so that the text depends on names and values alone, as they are in stored specs. */
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * SHA-256, in hexadecimal, of canonical JSON of all that an evaluation depends on. Version 0.1.0 hashed another text: an
     * evaluation that it stored is shown as it is, and made again only where a run that it left unfinished goes on.
     */
    String of(Evaluation evaluation) {
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
