package dev.mixlab.encoder;

import ai.djl.nn.Parameter;
import dev.mixlab.encoder.parameters.CheckpointNames;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.TensorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What somebody who uses a checkpoint should know of its tensors although the model is accepted. */
public final class CheckpointNotes {

    /** Number of names in a note. */
    private static final int SHOWN = 4;

    private CheckpointNotes() {}

    /** Returns one sentence each on a missing masked-LM head and on the tensors of other heads, where there is something to say. */
    public static List<String> of(MaskedLanguageModel model, ModelSource source) {
        List<String> notes = new ArrayList<>();
        if (!model.hasMaskedLmHead()) {
            notes.add(
                    "no masked-LM head: maps and rollouts can be computed; predictions, fine-tuning, attributions of a prediction and "
                            + "faithfulness need a head, which a run or `mixlab model fit-head` can fit");
        }
        Set<String> others = unused(model, source);
        others.removeIf(name -> !TensorNames.belongsElsewhere(name));
        if (!others.isEmpty()) {
            List<String> names = others.stream().limit(SHOWN).toList();
            int more = others.size() - names.size();
            notes.add("not needed for masked language modelling and not read: %s%s"
                    .formatted(String.join(", ", names), more == 0 ? "" : " and %s more".formatted(more)));
        }
        return notes;
    }

    /** Returns the names of stored tensors that neither the model nor another head of its family has; they are not read. */
    public static Set<String> unknown(MaskedLanguageModel model, ModelSource source) {
        return TensorNames.unknown(unused(model, source), Set.of());
    }

    private static Set<String> unused(MaskedLanguageModel model, ModelSource source) {
        List<String> parameters = model.encoder().getParameters().values().stream()
                .map(Parameter::getName)
                .toList();
        return new TreeSet<>(
                CheckpointNames.of(model.config().family().weights(), source).unused(parameters));
    }
}
