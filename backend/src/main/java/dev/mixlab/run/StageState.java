package dev.mixlab.run;

import dev.mixlab.common.InvalidInputException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one stage of a run is.
 *
 * @param name the stage
 * @param status what is happening to it
 * @param done examples worked off
 * @param total examples to work off, 0 while that is not known
 * @param startedAt when work on it first began
 * @param finishedAt when it ended
 */
public record StageState(
        StageName name,
        Status status,
        long done,
        long total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** What is happening to a stage. */
    public enum Status {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    public StageState {
        if (done < 0 || done > total) {
            throw new InvalidInputException("stage %s: %s examples done of %s".formatted(name.id(), done, total));
        }
    }

    /** A stage on which no work has begun. */
    public static StageState waiting(StageName name) {
        return new StageState(name, Status.WAITING, 0, 0, null, null);
    }
}
