package dev.mixlab.app.command.model;

import dev.mixlab.training.pretraining.HeadFittingPoint;
import dev.mixlab.training.pretraining.HeadFittingSettings;
import dev.mixlab.training.pretraining.HeadFittingText;
import dev.mixlab.training.pretraining.PretrainingSettings;
import dev.mixlab.weights.FileHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The SOURCE.md of a model with a fitted head: what it was made of, the settings, and the curve.
 *
 * @param encoder identity of the model that the encoder is from
 * @param file the file of sentences
 * @param text the sentences
 * @param settings the settings
 */
record HeadNote(String encoder, Path file, HeadFittingText text, HeadFittingSettings settings) {

    /** Writes the note. */
    String of(List<HeadFittingPoint> curve) {
        PretrainingSettings training = settings.training();
        StringBuilder note = new StringBuilder("""
                # How the head of this model was made

                The encoder is that of a model without a masked-LM head, unchanged. The head (affine map, layer norm, output bias; the decoder is
                tied to the word embeddings) was fitted to it by masked language modelling: 15 % of the tokens, of which 80 % are masked, 10 %
                replaced and 10 % kept. On held-out sentences all of them are masked.

                | what | value |
                |---|---|
                """);
        row(note, "identity of the model (configuration, tokenizer, weights)", "`" + encoder + "`");
        row(note, "SHA-256 of the file of sentences", "`" + FileHash.sha256(List.of(file)) + "`");
        row(note, "sentences to train on", text.train().size());
        row(note, "sentences held out", text.heldOut().size());
        row(note, "sentences left out, too short or too long", text.leftOut());
        row(note, "steps", training.steps());
        row(note, "tokens per batch", training.tokensPerBatch());
        row(note, "peak of the learning rate", training.learningRate());
        row(note, "warm-up, share of the steps", training.warmUp());
        row(note, "weight decay of matrices", training.weightDecay());
        row(note, "seed", training.seed());
        note.append("\n| step | loss | held-out loss | held-out accuracy |\n|---|---|---|---|\n");
        for (HeadFittingPoint point : curve) {
            note.append(String.format(
                    Locale.ROOT,
                    "| %d | %s | %.3f | %.4f |\n",
                    point.step(),
                    point.step() == 0 ? "" : String.format(Locale.ROOT, "%.3f", point.trainLoss()),
                    point.heldOutLoss(),
                    point.heldOutAccuracy()));
        }
        return note.toString();
    }

    private static void row(StringBuilder note, String what, Object value) {
        note.append("| %s | %s |\n".formatted(what, value));
    }
}
