package dev.mixlab.evaluation;

/**
 * How much there is to evaluate, as far as it is known before scoring.
 *
 * @param examples sentences
 * @param tokens of a sentence, on average
 * @param layers of the model
 * @param columns layers of all views together
 * @param forward floating-point operations of one forward pass of an average sentence
 * @param settings how scores are evaluated
 */
public record EvaluationWork(
        int examples, double tokens, int layers, int columns, double forward, EvaluatingSettings settings) {}
