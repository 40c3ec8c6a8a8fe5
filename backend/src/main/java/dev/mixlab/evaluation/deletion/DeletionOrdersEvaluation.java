package dev.mixlab.evaluation.deletion;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.faithfulness.DeletionWork;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Measures comprehensiveness and sufficiency between the worst and the best order of deletion, which makes figures of different models
 * comparable. Every set of tokens of a sentence goes through the model; it is run on a sample, and is not among the standard ones.
 */
public final class DeletionOrdersEvaluation implements Evaluation {

    /** Ordinary tokens of the longest sentence that has bounds: 4096 sets. */
    static final int MOST_FOR_BOUNDS = 12;

    /** Tokens of a sentence that are never deleted: the first, the last and the target. */
    private static final int FIXED = 3;

    /** Seconds per piece of the vocabulary and prediction: the soft-max is computed in double precision. */
    private static final double SOFT_MAX = 4e-9;

    /** Seconds per prediction and layer: with small models, the calls of the engine take longer than their products. */
    private static final double CALLS = 1e-5;

    /** Orders of a layer of a variant: by scores with their signs, and made positive. */
    private static final int ORDERS = 2;

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                "faithfulness_normalised",
                "Faithfulness, normalised",
                "Edin et al. 2024; DeYoung et al. 2020",
                "Whether deleting tokens in the order of the scores comes near to the best order there is; unlike raw drops of probability this can be compared between models.",
                false,
                List.of(),
                Arrays.stream(DeletionMeasure.values())
                        .map(DeletionMeasure::info)
                        .toList());
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        return new DeletionOrdersWork(input).result();
    }

    @Override
    public List<Integer> chunks(EvaluationInput input) {
        return DeletionOrdersWork.chunks(input);
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        Integer most = work.settings().deletionExamples();
        double sentences = most == null ? work.examples() : Math.min(most, work.examples());
        IntToDoubleFunction sets = length -> sets(length, work.columns());
        EvaluationWork.ModelWork model = work.model();
        return EvaluationCost.ofMeasures(work, DeletionMeasure.values().length)
                .plus(
                        sentences * work.passes(sets) * model.prediction(),
                        sentences * work.mean(sets) * (SOFT_MAX * model.vocabulary() + CALLS * model.layers()),
                        0);
    }

    /** Returns the expected number of altered sentences of one sentence. */
    private static double sets(int length, int columns) {
        int tokens = Math.max(1, length - FIXED);
        return tokens <= MOST_FOR_BOUNDS ? 1 << tokens : DeletionWork.sentences(tokens, ORDERS * columns);
    }
}
