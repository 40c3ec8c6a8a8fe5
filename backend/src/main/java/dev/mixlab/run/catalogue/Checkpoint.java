package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import java.time.Instant;

/**
 * Weights after fine-tuning.
 *
 * @param id its name; also its id in {@link Models}
 * @param run the run that made it
 * @param name for people to read
 * @param modelId the model that was fine-tuned
 * @param accuracy share of test examples right
 * @param tensors how many tensors
 * @param bytes of all tensors
 * @param sha256 of configuration, tokenizer and weights
 * @param createdAt when it was stored
 */
public record Checkpoint(
        CheckpointId id,
        RunId run,
        String name,
        String modelId,
        double accuracy,
        int tensors,
        long bytes,
        String sha256,
        Instant createdAt) {}
