package dev.mixlab.jobs.listing;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.BatchOutcome;
import dev.mixlab.run.listing.BatchOutcome.Refusal;
import dev.mixlab.run.listing.RunBatches;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunEdits;
import dev.mixlab.run.listing.RunRemovals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Changes many stored runs, one after the other. */
public final class StoredRunBatches implements RunBatches {

    private final RunEdits edits;
    private final RunRemovals removals;
    private final RunLauncher launcher;

    public StoredRunBatches(RunEdits edits, RunRemovals removals, RunLauncher launcher) {
        this.edits = edits;
        this.removals = removals;
        this.launcher = launcher;
    }

    @Override
    public BatchOutcome change(List<RunId> ids, RunChange change) {
        RunEdits.Changes changes = edits.changeEach(ids, change);
        List<Refusal> refused = changes.refused().entrySet().stream()
                .map(refusal -> new Refusal(refusal.getKey(), refusal.getValue()))
                .toList();
        return new BatchOutcome(changes.changed().size(), 0, refused);
    }

    @Override
    public BatchOutcome cancel(List<RunId> ids) {
        return each(ids, id -> {
            launcher.cancel(id);
            return 0;
        });
    }

    @Override
    public BatchOutcome delete(List<RunId> ids, boolean preview) {
        return preview ? each(ids, id -> removals.preview(id).bytes()) : removals.deleteEach(ids);
    }

    private static BatchOutcome each(List<RunId> ids, ToLongFunction<RunId> action) {
        int changed = 0;
        long freed = 0;
        List<Refusal> refused = new ArrayList<>();
        for (RunId id : ids) {
            try {
                freed += action.applyAsLong(id);
                changed++;
            } catch (ConflictException | NotFoundException refusal) {
                refused.add(Refusal.of(id, refusal));
            }
        }
        return new BatchOutcome(changed, freed, refused);
    }
}
