package dev.mixlab.verify;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.faithfulness.BlankOut;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** The tensor of a reference set that says what the prediction loses without each token. */
final class BlankOutTensor {

    static final String NAME = "blank_out";

    private BlankOutTensor() {}

    /** Of one example [T]. */
    static double[] of(MaskedLanguageModel model, EncodedExample example) {
        GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
        return BlankOut.of(probabilities, List.of(example), () -> false).get(0).drops();
    }
}
