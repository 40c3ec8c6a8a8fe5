package dev.mixlab.jobs;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.score.ScoreRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** SHA-256, in hexadecimal, of all that an evaluation depends on. */
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
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
