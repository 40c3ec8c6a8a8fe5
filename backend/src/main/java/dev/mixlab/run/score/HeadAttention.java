package dev.mixlab.run.score;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.ScoreRunId;

/** Raw attention of single heads, which is not stored but computed when asked for. */
public interface HeadAttention {

    /**
     * The maps of one head over one example of a score run, every layer.
     *
     * @param head from 0
     * @throws dev.mixlab.common.NotFoundException if there is no such score run or example
     * @throws dev.mixlab.common.InvalidInputException if the model has no such head
     * @throws dev.mixlab.common.ConflictException if the example cannot be made again as it was scored
     */
    MixingMap head(ScoreRunId id, int index, int head);
}
