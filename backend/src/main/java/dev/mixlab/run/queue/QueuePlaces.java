package dev.mixlab.run.queue;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to the stored order of runs: by priority, and among those of one priority by their place, which is a number and no time. */
public interface QueuePlaces {

    /**
     * The place of a run.
     *
     * @param id the run
     * @param priority its priority
     * @param place its place; the smallest is executed first
     */
    record Place(RunId id, Priority priority, long place) {

        /** Returns the priority as the queue's table has it. */
        public int level() {
            return switch (priority) {
                case LOW -> 10;
                case NORMAL -> 50;
                case HIGH -> 90;
            };
        }

        /** Returns the time for which the run is scheduled: one long past, so that it is due whatever the clock says. */
        public Instant due() {
            return Instant.EPOCH.plusMillis(place);
        }
    }

    /**
     * Returns the place of a run.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    Place get(RunId id);

    /** Returns the places of the queued runs, in the order in which they are executed. */
    List<Place> queued();

    /**
     * Changes the priority of a queued run.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if it is not queued
     */
    void prioritize(RunId id, Priority priority);

    /**
     * Puts a queued run before all others; it gets the highest priority that a queued run has.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if it is not queued
     */
    void moveToFront(RunId id);

    /**
     * Returns how many runs all processes together execute at a time.
     *
     * @param own how many this process does
     */
    int slots(int own);

    /** Returns how many runs of one owner all processes together execute at a time; null for any number. */
    @Nullable Integer runsPerMember();

    /**
     * Says how many runs of one owner all processes of this queue together execute at a time from now on.
     *
     * @param most the number, at least 1; null for any
     */
    void limitRunsPerMember(@Nullable Integer most);

    /**
     * Has the queued runs of an owner wait until a time, so that other people's go before them; they keep their order. {@link #align} ends
     * that before.
     */
    void hold(AccountId owner, Instant until);

    /** Has the tasks that wait in the queue scheduled by the places of their runs, whatever a clock that was wrong has left there. */
    void align();
}
