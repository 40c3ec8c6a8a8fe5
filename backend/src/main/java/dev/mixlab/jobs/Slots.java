package dev.mixlab.jobs;

import dev.mixlab.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How many runs are executed at a time.
 *
 * @param own how many this process executes; 0 where other processes execute them
 * @param perMember how many of one owner all processes together execute, if this is the server of the queue; null for any number. Runs
 *     without an owner are not counted
 */
public record Slots(int own, @Nullable Integer perMember) {

    public Slots {
        if (own < 0 || own > 16) {
            throw new InvalidInputException("--slots %s: 1 to 16 runs can be executed at a time".formatted(own));
        }
        if (perMember != null && perMember < 1) {
            throw new InvalidInputException(
                    "--runs-per-member %s: each member has 1 run at work or more; without the option there is no limit"
                            .formatted(perMember));
        }
    }

    /** Returns slots that one owner may fill. */
    public static Slots of(int own) {
        return new Slots(own, null);
    }

    /** Returns whether an owner with some runs at work has to wait with others. */
    boolean isFull(int atWork) {
        return perMember != null && atWork >= perMember;
    }
}
