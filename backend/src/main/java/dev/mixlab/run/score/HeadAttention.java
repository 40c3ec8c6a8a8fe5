package dev.mixlab.run.score;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;

/** The port to raw attention of single heads, which is not stored but computed on request. */
public interface HeadAttention {

    /**
     * Computes the maps of one head in every layer for one example of a score run.
     *
     * @param head index of the head, from 0
     * @throws dev.mixlab.common.NotFoundException if there is no such score run or example
     * @throws dev.mixlab.common.InvalidInputException if the model has no such head
     * @throws dev.mixlab.common.ConflictException if the example cannot be encoded as it was when it was scored
     */
    MixingMap head(ScoreRunId id, int index, int head);
}
