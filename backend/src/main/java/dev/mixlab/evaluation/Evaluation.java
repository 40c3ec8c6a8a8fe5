package dev.mixlab.evaluation;

/** A way to test scores against something else. One class and one line in the list of evaluations each. */
public interface Evaluation {

    EvaluationInfo info();

    /** A number that goes up with every change of the program that changes what the evaluation gives. */
    int version();

    /**
     * Evaluates the scores of one score run.
     *
     * @throws dev.mixlab.common.CancelledException when the input says between two batches that work shall stop
     */
    EvaluationResult evaluate(EvaluationInput input);

    /** What it will cost. */
    EvaluationCost cost(EvaluationWork work);
}
