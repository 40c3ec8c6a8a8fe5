package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.training.FineTuningSettings;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue of models.
 *
 * @param id its name in specs
 * @param name for people to read
 * @param family bert, roberta or electra
 * @param size its geometry
 * @param sha256 of configuration, tokenizer and weights
 * @param checkpoint the checkpoint that it is, or null for a built-in model
 * @param suggested settings to start fine-tuning from
 */
public record ModelEntry(
        String id,
        String name,
        String family,
        Size size,
        String sha256,
        @Nullable CheckpointId checkpoint,
        FineTuningSettings suggested) {

    /** Whether it came with the program. */
    public boolean builtIn() {
        return checkpoint == null;
    }

    /**
     * The geometry of an encoder.
     *
     * @param layers how many layers
     * @param hidden width of the hidden state
     * @param heads attention heads per layer
     * @param vocabulary token types
     * @param parameters numbers in all weights
     */
    public record Size(int layers, int hidden, int heads, int vocabulary, long parameters) {}
}
