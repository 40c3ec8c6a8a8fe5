package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import java.time.Instant;

/**
 * A stored model after fine-tuning.
 *
 * @param id id of the checkpoint, which is also its id in {@link Models}
 * @param run run that produced it
 * @param name display name
 * @param modelId id of the model that was fine-tuned
 * @param accuracy share of correct test examples
 * @param tensors number of tensors
 * @param bytes number of bytes of all tensors
 * @param sha256 SHA-256 of configuration, tokenizer and weights
 * @param createdAt time at which it was stored
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
