package dev.mixlab.encoder.parameters;

import dev.mixlab.encoder.family.WeightNames;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells from the names of its tensors what a checkpoint is that cannot be read as a masked language model. */
final class CheckpointKind {

    private CheckpointKind() {}

    /** What the checkpoint is and what can be done, or null where its names are those of a masked language model. */
    static @Nullable String problem(WeightNames names, Set<String> tensors) {
        if (any(
                tensors,
                name -> name.matches(".*\\b(lora_(A|B|embedding_A|embedding_B)|lora_magnitude_vector)\\b.*"))) {
            return "the tensors are those of a LoRA adapter, without which the model is another; merge them into the model "
                    + "(merge_and_unload of PEFT) and save it again";
        }
        if (any(tensors, name -> name.startsWith(names.head().dense() + "."))) {
            return null;
        }
        if (any(tensors, name -> name.startsWith("discriminator_predictions."))) {
            return "this is the discriminator of ELECTRA, which tells replaced words and predicts none; "
                    + "the generator of the same model is needed";
        }
        String words = names.embeddings().words();
        if (tensors.contains(words)) {
            return "the model has no head for masked language modelling (%s is missing); save it from the class "
                            .formatted(names.head().dense() + ".weight")
                    + "...ForMaskedLM, with the head that it was trained with";
        }
        String bare = words.substring(words.indexOf('.') + 1);
        if (tensors.contains(bare)) {
            return "the names have no prefix (%s instead of %s), as of an encoder without head; ".formatted(bare, words)
                    + "save the model from the class ...ForMaskedLM, with the head that it was trained with";
        }
        return null;
    }

    private static boolean any(Set<String> tensors, Predicate<String> condition) {
        return tensors.stream().anyMatch(condition);
    }
}
