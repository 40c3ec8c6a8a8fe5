package dev.mixlab.run.score;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;

/** The port to the maps of single attention heads, which are not stored but computed on request. */
public interface SingleHeads {

    /**
     * Computes the maps of one head in every layer for one example of a score run.
     *
     * @param method id of a method that has single heads
     * @param head index of the head, from 0
     * @throws dev.mixlab.common.NotFoundException if there is no such score run or example
     * @throws dev.mixlab.common.InvalidInputException if the model has no such head, the method has none, or the sentence
     *     is too long for them
     * @throws dev.mixlab.common.ConflictException if the example cannot be encoded as it was when it was scored
     */
    MixingMap head(ScoreRunId id, int index, String method, int head);
}
