package dev.mixlab.evaluation;

/**
 * The amount of work of an evaluation, as far as it is known before scoring.
 *
 * @param examples number of sentences
 * @param tokens mean number of tokens per sentence
 * @param layers number of layers of the model
 * @param columns number of layers of all variants together
 * @param forward number of floating-point operations of one forward pass of an average sentence
 * @param settings how scores are evaluated
 */
public record EvaluationWork(
        int examples, double tokens, int layers, int columns, double forward, EvaluatingSettings settings) {}
