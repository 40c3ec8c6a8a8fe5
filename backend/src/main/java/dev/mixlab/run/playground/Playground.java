package dev.mixlab.run.playground;

import dev.mixlab.mixing.method.MixingMap;

/** The port to the analysis of single sentences, which are computed on request and not stored. */
public interface Playground {

    /**
     * Splits a sentence into tokens and predicts its target.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such model
     * @throws dev.mixlab.common.InvalidInputException if the model cannot read the sentence, if it has no such word, or if the two
     *     sentences are no minimal pair
     */
    SentenceAnalysis analyse(SentenceQuery query);

    /**
     * Scores a sentence by one method.
     *
     * @param method id of a scoring method; an attribution explains the target's prediction
     * @return the scores of every layer, not aggregated
     * @throws dev.mixlab.common.NotFoundException as {@link #analyse} does
     * @throws dev.mixlab.common.InvalidInputException as {@link #analyse} does, and if there is no such method, if its scores of this
     *     sentence are invalid, if it would take too long, or if it attributes a prediction and the model has no masked-LM head
     */
    MixingMap map(SentenceQuery query, String method);
}
