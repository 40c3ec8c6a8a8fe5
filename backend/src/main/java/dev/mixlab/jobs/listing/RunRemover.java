package dev.mixlab.jobs.listing;

import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.BatchOutcome;
import dev.mixlab.run.listing.BatchOutcome.Refusal;
import dev.mixlab.run.listing.RunRemovals;
import dev.mixlab.run.listing.RunStorage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes runs, and tells all who watch them. */
public final class RunRemover implements RunRemovals {

    private final RunRemovals stored;
    private final RunEvents events;

    public RunRemover(RunRemovals stored, RunEvents events) {
        this.stored = stored;
        this.events = events;
    }

    @Override
    public RunStorage storage(RunId id) {
        return stored.storage(id);
    }

    @Override
    public RunStorage preview(RunId id) {
        return stored.preview(id);
    }

    @Override
    public RunStorage delete(RunId id) {
        RunStorage freed = stored.delete(id);
        events.publish(new RunEvent.Deleted(id));
        return freed;
    }

    @Override
    public BatchOutcome deleteEach(List<RunId> ids) {
        BatchOutcome outcome = stored.deleteEach(ids);
        Set<RunId> kept = outcome.refused().stream().map(Refusal::run).collect(Collectors.toSet());
        ids.stream().filter(id -> !kept.contains(id)).forEach(id -> events.publish(new RunEvent.Deleted(id)));
        return outcome;
    }
}
