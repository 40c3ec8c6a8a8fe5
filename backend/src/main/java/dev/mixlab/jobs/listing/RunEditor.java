package dev.mixlab.jobs.listing;

import dev.mixlab.run.Run;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunEdits;
import java.util.List;

/** Changes what people note of runs, and tells all who watch them. */
public final class RunEditor implements RunEdits {

    private final RunEdits stored;
    private final RunEvents events;

    public RunEditor(RunEdits stored, RunEvents events) {
        this.stored = stored;
        this.events = events;
    }

    @Override
    public List<Run> change(List<RunId> ids, RunChange change) {
        List<Run> changed = stored.change(ids, change);
        changed.forEach(run -> events.publish(new RunEvent.Changed(run)));
        return changed;
    }

    @Override
    public Changes changeEach(List<RunId> ids, RunChange change) {
        Changes changes = stored.changeEach(ids, change);
        changes.changed().forEach(run -> events.publish(new RunEvent.Changed(run)));
        return changes;
    }

    @Override
    public String notes(RunId id) {
        return stored.notes(id);
    }
}
