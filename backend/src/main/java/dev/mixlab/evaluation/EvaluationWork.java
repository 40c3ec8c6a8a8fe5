package dev.mixlab.evaluation;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The amount of work of an evaluation, as far as it is known before scoring.
 *
 * @param lengths number of tokens of each sentence
 * @param model sizes of the model
 * @param columns number of layers of all variants together
 * @param scoring the cost of scoring an average sentence
 * @param settings how scores are evaluated
 */
public record EvaluationWork(
        int[] lengths, ModelWork model, int columns, ScoringWork scoring, EvaluatingSettings settings) {

    /** Returns the number of sentences. */
    public int examples() {
        return lengths.length;
    }

    /** Returns the mean number of tokens of a sentence. */
    public double tokens() {
        return mean(length -> length);
    }

    /** Returns the mean over sentences of an amount that follows from a sentence's number of tokens; 0 if there is no sentence. */
    public double mean(IntToDoubleFunction ofLength) {
        return Arrays.stream(lengths).mapToDouble(ofLength).average().orElse(0);
    }

    /**
     * Returns the mean over sentences of how long altered copies of a sentence take, in forward passes of an average sentence: those of a longer
     * sentence take longer, and there may be more of them.
     *
     * @param copies number of copies of a sentence by its number of tokens
     */
    public double passes(IntToDoubleFunction copies) {
        double tokens = tokens();
        return mean(length -> copies.applyAsDouble(length) * length / tokens);
    }

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
