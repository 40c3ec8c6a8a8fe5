package dev.mixlab.evaluation.causal;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.mixing.intervention.AllLayersKnockout;
import dev.mixlab.mixing.intervention.PatchingEffects;
import dev.mixlab.mixing.method.MachineBudget;

/**
 * What the answer to one sentence loses by interventions on one token: the lead of the good word's logit over the bad word's, minus the
 * lead after the intervention.
 *
 * @param knockouts effects of cutting a token in one layer
 * @param further effects of the other interventions
 */
public record CausalEffects(Knockouts knockouts, Further further) {

    /**
     * Effects of interventions that are no scoring methods.
     *
     * @param everywhere effects of zeroing a token's value vectors in all layers at once [T]; empty if not computed
     * @param patching effects of giving a token the value vectors that it has in the counterfactual sentence, in one layer [L, T]; empty if
     *     there is no such sentence
     */
    public record Further(double[] everywhere, double[] patching) {

        /** No effects, which make every agreement with them undefined. */
        public static final Further NONE = new Further(new double[0], new double[0]);

        /**
         * Computes the effects of one sentence.
         *
         * @param precise the model in double precision
         */
        public static Further of(MaskedLanguageModel precise, MachineBudget budget, EvaluatedExample example) {
            double[] everywhere = AllLayersKnockout.differences(precise, budget, example.encoded());
            double[] patching = example.encoded().counterfactual().length == 0
                    ? new double[0]
                    : PatchingEffects.of(precise, budget, example.encoded()).differences();
            return new Further(everywhere, patching);
        }
    }

    /** Returns the effects of one intervention in a layer [T]; empty if there are none. */
    double[] of(Intervention intervention, int layer) {
        int tokens = knockouts.tokens();
        return switch (intervention) {
            case VALUE -> Knockouts.layer(knockouts.values(), layer, tokens);
            case EDGE -> Knockouts.layer(knockouts.edges(), layer, tokens);
            case EVERYWHERE -> further.everywhere();
            case PATCHING ->
                further.patching().length == 0
                        ? further.patching()
                        : Knockouts.layer(further.patching(), layer, tokens);
        };
    }

    /** What is done to a token. */
    enum Intervention {
        /** Its value vectors are zero in the layer. */
        VALUE,
        /** The target does not attend to it in the layer. */
        EDGE,
        /** Its value vectors are zero in all layers at once. */
        EVERYWHERE,
        /** Its value vectors in the layer are those of the sentence whose cue has the other number. */
        PATCHING
    }
}
