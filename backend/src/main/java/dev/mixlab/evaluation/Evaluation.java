package dev.mixlab.evaluation;

import java.util.List;

/** A way to test scores against something else. Each is one class and one line in the list of evaluations. */
public interface Evaluation {

    EvaluationInfo info();

    /** Returns the version, which is raised with every change of the program that changes the results. */
    int version();

    /**
     * Evaluates the scores of one score run.
     *
     * @throws dev.mixlab.common.CancelledException if the input asks between two batches to stop
     */
    EvaluationResult evaluate(EvaluationInput input);

    /**
     * Returns the numbers, ascending, of the chunks that the evaluation asks of an input, as far as that is known before the maps are
     * read; none by default, for an evaluation that is not cut.
     */
    default List<Integer> chunks(EvaluationInput input) {
        return List.of();
    }

    /** Estimates the cost. */
    EvaluationCost cost(EvaluationWork work);
}
