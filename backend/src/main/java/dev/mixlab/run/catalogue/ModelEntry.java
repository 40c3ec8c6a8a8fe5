package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.CheckpointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue of models.
 *
 * @param id id of the model in specs
 * @param name display name
 * @param family family of encoders
 * @param size sizes of the encoder
 * @param sha256 SHA-256 of configuration, tokenizer and weights
 * @param checkpoint id of its checkpoint, or null for another model
 * @param suggested settings that suit it
 * @param about what is known of it besides
 */
public record ModelEntry(
        String id,
        String name,
        String family,
        Size size,
        String sha256,
        @Nullable CheckpointId checkpoint,
        SuggestedSettings suggested,
        About about) {

    /** Returns whether the model is built in. */
    public boolean builtIn() {
        return about.origin().kind() == ModelOrigin.Kind.BUILT_IN;
    }

    /**
     * The sizes of an encoder.
     *
     * @param layers number of layers
     * @param hidden hidden size
     * @param heads number of attention heads per layer
     * @param vocabulary size of the vocabulary
     * @param parameters number of parameters
     */
    public record Size(int layers, int hidden, int heads, int vocabulary, long parameters) {}

    /**
     * What is known of a model besides its architecture.
     *
     * @param maskedLm whether it has a head for masked language modelling
     * @param bytes number of bytes of all tensors
     * @param licence licence as its model card names it, or null
     * @param origin where it comes from
     * @param note what somebody has noted about it, which may be empty
     * @param remarks sentences that somebody who uses it should know
     * @param createdAt time at which it was stored, or null for a built-in model
     */
    public record About(
            boolean maskedLm,
            long bytes,
            @Nullable String licence,
            ModelOrigin origin,
            String note,
            List<String> remarks,
            @Nullable Instant createdAt) {}
}
