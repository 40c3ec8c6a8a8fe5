package dev.mixlab.run.queue;

import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue as people see it. */
public interface RunQueue {

    /**
     * The runs that are not finished.
     *
     * @param slots number of runs that all processes together execute at a time; 0 while no worker is there
     * @param running runs at work
     * @param queued runs that wait, in the order in which they are executed
     */
    record State(int slots, List<Item> running, List<Item> queued) {

        public State {
            running = List.copyOf(running);
            queued = List.copyOf(queued);
        }
    }

    /**
     * A run that is not finished.
     *
     * @param run the run
     * @param position its position among the queued runs, from 1; null for a run at work
     * @param startsInSeconds expected time until it begins; null for a run at work, and while no worker is there
     * @param secondsLeft expected time that it then takes, or is still at work; null where it is unknown
     * @param waitsForOwner whether it will be passed over while so many other runs of its owner are at work as one owner may have
     */
    record Item(
            Run run,
            @Nullable Integer position,
            @Nullable Double startsInSeconds,
            @Nullable Double secondsLeft,
            boolean waitsForOwner) {}

    /** Returns the runs that are not finished. */
    State state();

    /**
     * Changes the priority of a queued run.
     *
     * @throws dev.mixlab.common.ConflictException if it is not queued
     */
    Run prioritize(RunId id, Priority priority);

    /**
     * Puts a queued run before all others.
     *
     * @throws dev.mixlab.common.ConflictException if it is not queued
     */
    Run moveToFront(RunId id);
}
