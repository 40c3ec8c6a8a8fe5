package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.mixing.tensor.RemainingLayers;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answer of a model at a target.
 *
 * @param lead the good word's logit minus the bad word's
 * @param probability the good word's probability, soft-max over the vocabulary
 */
record Answer(double lead, double probability) {

    /**
     * Runs variants of a sentence through the layers from one of them up.
     *
     * @param layer the first of these; the number of layers where there is none
     * @param states its input [n, T, H], or the last hidden states, in double precision
     */
    static List<Answer> of(MaskedLanguageModel model, int layer, NDArray states, EncodedExample example) {
        int variants = Math.toIntExact(states.getShape().get(0));
        RemainingLayers upper =
                RemainingLayers.of(model, states.getManager(), Collections.nCopies(variants, example), null);
        NDArray x = states;
        for (int l = layer; l < upper.last(); l++) {
            x = upper.through(l, x);
        }
        NDArray top = layer > upper.last()
                ? model.gatherRows(x, upper.targets())
                : model.layerOutputAt(upper.last(), x, upper.targets(), null);
        NDArray logits = model.logits(top).squeeze(1);
        double[] good = column(logits, example.goodId());
        double[] bad = column(logits, example.badId());
        double[] probabilities = column(logits.softmax(-1), example.goodId());
        List<Answer> answers = new ArrayList<>();
        for (int b = 0; b < variants; b++) {
            answers.add(new Answer(good[b] - bad[b], probabilities[b]));
        }
        return answers;
    }

    private static double[] column(NDArray rows, int column) {
        return rows.get(":, {}", column).toDoubleArray();
    }
}
