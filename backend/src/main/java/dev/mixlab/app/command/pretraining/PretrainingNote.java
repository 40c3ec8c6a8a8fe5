package dev.mixlab.app.command.pretraining;

import dev.mixlab.training.pretraining.CurvePoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the SOURCE.md of a pre-trained model: the command, the inputs and the training curve. */
final class PretrainingNote {

    private PretrainingNote() {}

    /**
     * Writes the note.
     *
     * @param command the command that produced the model
     * @param hashes SHA-256 of "text" and "tokenizer"
     * @param curve at least one point
     */
    static String of(String command, Map<String, String> hashes, int steps, List<CurvePoint> curve) {
        CurvePoint last = curve.get(curve.size() - 1);
        StringBuilder note = new StringBuilder(String.format(
                Locale.ROOT,
                """
            # How this model was made

            Pre-trained from random weights by masked language modelling (15 %% of the tokens: 80 %% masked, 10 %% replaced, 10 %% kept; no
            dropout) on running text of this project's own grammar. None of its sentences is in the sample data. Weights are stored in F16.

                %s

            | what | value |
            |---|---|
            | SHA-256 of the text, a line feed after each sentence | `%s` |
            | SHA-256 of tokenizer.json | `%s` |
            | steps | %d |
            | wall time of the steps | %.0f s |
            | loss of the masked tokens at the end, nats | %.3f |
            | sample test pairs right before fine-tuning | %.4f |

            | step | loss | sample test pairs right | seconds |
            |---|---|---|---|
            """,
                command,
                hashes.get("text"),
                hashes.get("tokenizer"),
                steps,
                last.seconds(),
                last.loss(),
                last.accuracy()));
        for (CurvePoint point : curve) {
            note.append(String.format(
                    Locale.ROOT,
                    "| %d | %.3f | %.4f | %.0f |%n",
                    point.step(),
                    point.loss(),
                    point.accuracy(),
                    point.seconds()));
        }
        return note.toString();
    }
}
