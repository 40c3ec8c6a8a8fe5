package dev.mixlab.evaluation;

/**
 * The amount of work of an evaluation, as far as it is known before scoring.
 *
 * @param examples number of sentences
 * @param tokens mean number of tokens per sentence
 * @param model sizes of the model
 * @param columns number of layers of all variants together
 * @param scoring the cost of scoring an average sentence
 * @param settings how scores are evaluated
 */
public record EvaluationWork(
        int examples, double tokens, ModelWork model, int columns, ScoringWork scoring, EvaluatingSettings settings) {

    /**
     * The cost of scoring an average sentence by all methods.
     *
     * @param operations number of floating-point operations
     * @param overhead seconds of all else on two cores
     */
    public record ScoringWork(double operations, double overhead) {}

    /**
     * The sizes of a model on which the work depends.
     *
     * @param layers number of layers
     * @param heads number of attention heads per layer
     * @param hidden hidden size
     * @param vocabulary number of pieces of the vocabulary
     * @param parameters number of weights
     * @param forward number of floating-point operations of one forward pass of an average sentence through all layers
     */
    public record ModelWork(int layers, int heads, int hidden, int vocabulary, double parameters, double forward) {

        /** Returns the operations of one prediction: a forward pass and the head at the target. */
        public double prediction() {
            return forward + 2.0 * hidden * ((double) hidden + vocabulary);
        }
    }
}
