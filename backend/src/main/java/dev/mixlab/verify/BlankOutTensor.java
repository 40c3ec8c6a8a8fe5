package dev.mixlab.verify;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.faithfulness.BlankOut;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** The reference tensor of blank-out drops: how much the good word's probability falls without each token. */
final class BlankOutTensor {

    static final String NAME = "blank_out";

    private BlankOutTensor() {}

    /** Computes the drops of one example [T]. */
    static double[] of(MaskedLanguageModel model, EncodedExample example) {
        GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
        return BlankOut.of(probabilities, List.of(example), () -> false).get(0).drops();
    }
}
