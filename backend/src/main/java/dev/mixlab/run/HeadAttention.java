package dev.mixlab.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.mixing.MixingMap;

/** Raw attention of single heads, which is not stored but computed when asked for. */
public interface HeadAttention {

    /**
     * The maps of one head over one example of a score run, every layer.
     *
     * @param head from 0
     * @throws NotFoundException if there is no such score run or example
     * @throws InvalidInputException if the model has no such head
     * @throws ConflictException if the example cannot be made again as it was scored
     */
    MixingMap head(ScoreRunId id, int index, int head);
}
