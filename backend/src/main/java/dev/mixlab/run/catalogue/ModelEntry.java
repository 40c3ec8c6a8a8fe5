package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.training.FineTuningSettings;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue of models.
 *
 * @param id id of the model in specs
 * @param name display name
 * @param family bert, roberta or electra
 * @param size sizes of the encoder
 * @param sha256 SHA-256 of configuration, tokenizer and weights
 * @param checkpoint id of its checkpoint, or null for a built-in model
 * @param suggested suggested settings of fine-tuning
 */
public record ModelEntry(
        String id,
        String name,
        String family,
        Size size,
        String sha256,
        @Nullable CheckpointId checkpoint,
        FineTuningSettings suggested) {

    /** Returns whether the model is built in. */
    public boolean builtIn() {
        return checkpoint == null;
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
}
