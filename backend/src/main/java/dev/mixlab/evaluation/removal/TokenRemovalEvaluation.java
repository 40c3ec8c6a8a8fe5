package dev.mixlab.evaluation.removal;

import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.quantity.Quantity;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures whether knowing the mixing makes the model cheaper: what is left of the answer, and of the multiply-adds, when the tokens that
 * nothing mixes in are dropped from a layer on. It is run on a sample, and is not among the standard evaluations.
 */
public final class TokenRemovalEvaluation implements QuantityEvaluation {

    static final String ID = "token_removal";

    static final Quantity WHOLE_ACCURACY = new Quantity(
            "removal_accuracy_whole",
            "Accuracy of the whole sentence",
            "Share of sentences whose good word has the higher logit of both when no token is dropped; the same in every layer.",
            false);
    static final Quantity WHOLE_PROBABILITY = new Quantity(
            "removal_probability_whole",
            "p(good word) of the whole sentence",
            "Probability of the good word when no token is dropped; the same in every layer.",
            false);

    /** Share of the layers that a pass runs on average, as tokens are dropped before each of them. */
    private static final double HALF = 0.5;

    /** Share of different sets of kept tokens among those of all maps and shares. */
    private static final double DIFFERENT = 0.7;

    /** Seconds per pass and layer: with small models, the calls of the engine take longer than their products. */
    private static final double CALLS = 1e-5;

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                ID,
                "Token removal",
                "Mohebbi et al. 2023, as an outlook",
                "What is left of the answer and of the multiply-adds when the tokens that least is mixed from in a layer are dropped from that layer on; for methods with whole maps.",
                false,
                List.of(),
                RemovalShare.measures());
    }

    @Override
    public List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>(List.of(WHOLE_ACCURACY, WHOLE_PROBABILITY));
        for (RemovalShare share : RemovalShare.values()) {
            all.add(share.work());
        }
        return all;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        return new TokenRemovalWork(input, quantities()).result();
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        return TokenRemovalWork.chunks(input);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        Integer most = work.settings().deletionExamples();
        double sentences = most == null ? work.examples() : Math.min(most, work.examples());
        EvaluationWork.ModelWork model = work.model();
        double passes = sentences * (1 + DIFFERENT * work.columns() * RemovalShare.values().length);
        EvaluationCost measures =
                EvaluationCost.ofMeasures(work, RemovalShare.measures().size());
        return QuantityEvaluation.costOfTables(work, quantities().size(), model.layers(), sentences)
                .plus(HALF * passes * model.prediction(), passes * CALLS * model.layers(), 0)
                .plus(measures.operations(), measures.overhead(), measures.bytes());
    }
}
