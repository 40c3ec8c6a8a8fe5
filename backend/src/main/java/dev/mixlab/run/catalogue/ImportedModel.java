package dev.mixlab.run.catalogue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored model that was imported.
 *
 * @param id id of the model, which is also its id in {@link Models}
 * @param name display name
 * @param maskedLm whether it has a head for masked language modelling
 * @param licence licence as its model card names it, or null
 * @param origin where it comes from
 * @param remarks sentences that somebody who uses it should know
 * @param bytes number of bytes of all tensors
 * @param sha256 SHA-256 of configuration, tokenizer and weights
 * @param createdAt time at which it was stored
 */
public record ImportedModel(
        String id,
        String name,
        boolean maskedLm,
        @Nullable String licence,
        ModelOrigin origin,
        List<String> remarks,
        long bytes,
        String sha256,
        Instant createdAt) {}
