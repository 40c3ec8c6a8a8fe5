package dev.mixlab.evaluation;

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

    /** Estimates the cost. */
    EvaluationCost cost(EvaluationWork work);
}
