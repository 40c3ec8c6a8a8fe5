package dev.mixlab.run;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.spec.StageName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state and progress of one stage of a run.
 *
 * @param name the stage
 * @param status current status
 * @param done number of examples done, or of steps of the fitting of a head
 * @param total total number of examples, or 0 while it is unknown
 * @param startedAt time at which it was first executed
 * @param finishedAt time at which it ended
 */
public record StageState(
        StageName name,
        Status status,
        long done,
        long total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The status of a stage. */
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

    /** Returns a stage that has not begun. */
    public static StageState waiting(StageName name) {
        return new StageState(name, Status.WAITING, 0, 0, null, null);
    }
}
