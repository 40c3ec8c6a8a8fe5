package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunEdits;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Stores what people note of runs. */
public final class RunEditRepository implements RunEdits {

    /** Number of runs that are changed in one transaction, so that none holds others up for long. */
    private static final int PART = 200;

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public RunEditRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public List<Run> change(List<RunId> ids, RunChange change) {
        List<Run> changed = jdbi.inTransaction(handle -> {
            Map<RunId, MixlabException> refusals = new LinkedHashMap<>();
            List<Run> runs = change(handle, ids, change, refusals);
            if (!refusals.isEmpty()) {
                throw refusals.values().iterator().next();
            }
            return runs;
        });
        database.flush();
        return changed;
    }

    @Override
    public Changes changeEach(List<RunId> ids, RunChange change) {
        List<Run> changed = new ArrayList<>();
        Map<RunId, MixlabException> refusals = new LinkedHashMap<>();
        for (int begin = 0; begin < ids.size(); begin += PART) {
            List<RunId> part = ids.subList(begin, Math.min(ids.size(), begin + PART));
            changed.addAll(jdbi.inTransaction(handle -> change(handle, part, change, refusals)));
        }
        database.flush();
        Map<RunId, String> refused = new LinkedHashMap<>();
        refusals.forEach((id, refusal) -> refused.put(id, String.valueOf(refusal.getMessage())));
        return new Changes(changed, refused);
    }

    /**
     * Changes those of the runs that can be changed, in few statements however many they are.
     *
     * @param refusals takes the reasons why others were not
     * @return the changed runs as they are now, in the order of the ids
     */
    private List<Run> change(Handle handle, List<RunId> ids, RunChange change, Map<RunId, MixlabException> refusals) {
        handle.createQuery("SELECT id FROM run WHERE id IN (<ids>) ORDER BY id FOR UPDATE")
                .bindList("ids", ids)
                .mapTo(String.class)
                .list();
        Map<RunId, Run> runs = RunRepository.all(handle, ids);
        List<Edit> edits = new ArrayList<>();
        for (RunId id : ids) {
            try {
                edits.add(edit(id, runs.get(id), change));
            } catch (ConflictException | NotFoundException refusal) {
                refusals.put(id, refusal);
            }
        }
        if (edits.isEmpty()) {
            return List.of();
        }
        write(handle, edits, change);
        List<RunId> changed = edits.stream().map(Edit::id).toList();
        return List.copyOf(RunRepository.all(handle, changed).values());
    }

    /** What is stored of a run after a change. */
    private record Edit(
            RunId id,
            String name,
            boolean starred,
            @Nullable Instant archived,
            List<String> tags) {}

    private Edit edit(RunId id, @Nullable Run run, RunChange change) {
        if (run == null) {
            throw new NotFoundException("there is no run " + id);
        }
        List<String> tags = change.tags().appliedTo(run.marks().tags());
        requireFew(id, tags);
        return new Edit(
                id,
                change.name() == null ? run.spec().name() : change.name(),
                change.starred() == null ? run.marks().starred() : change.starred(),
                archivedAt(run, change.archived()),
                tags);
    }

    private static void write(Handle handle, List<Edit> edits, RunChange change) {
        PreparedBatch runs = handle.prepareBatch(
                "UPDATE run SET name = :name, starred = :starred, archived_at = :archived WHERE id = :id");
        edits.forEach(edit -> runs.bind("name", edit.name())
                .bind("starred", edit.starred())
                .bind("archived", edit.archived())
                .bind("id", edit.id())
                .add());
        runs.execute();
        if (!change.tags().isNone()) {
            replaceTags(handle, edits);
        }
        if (change.notes() != null) {
            replaceNotes(handle, edits, change.notes());
        }
    }

    private @Nullable Instant archivedAt(Run run, @Nullable Boolean archived) {
        Instant before = run.marks().archivedAt();
        if (archived == null || archived == (before != null)) {
            return before;
        }
        if (archived && !run.state().isFinal()) {
            throw new ConflictException("run %s is %s; only finished runs can be archived"
                    .formatted(run.id(), run.state().name().toLowerCase(Locale.ROOT)));
        }
        return archived ? clock.instant() : null;
    }

    private static void requireFew(RunId run, List<String> tags) {
        if (tags.size() > RunChange.MOST_TAGS) {
            throw new ConflictException("a run has at most %s tags, and run %s would have %s"
                    .formatted(RunChange.MOST_TAGS, run, tags.size()));
        }
    }

    private static void replaceTags(Handle handle, List<Edit> edits) {
        delete(handle, "run_tag", edits);
        PreparedBatch tags = handle.prepareBatch("INSERT INTO run_tag (run_id, tag) VALUES (:run, :tag)");
        edits.forEach(edit -> edit.tags()
                .forEach(tag -> tags.bind("run", edit.id()).bind("tag", tag).add()));
        tags.execute();
    }

    private static void replaceNotes(Handle handle, List<Edit> edits, String notes) {
        delete(handle, "run_note", edits);
        if (!notes.isEmpty()) {
            PreparedBatch rows = handle.prepareBatch("INSERT INTO run_note (run_id, note) VALUES (:run, :note)");
            edits.forEach(
                    edit -> rows.bind("run", edit.id()).bind("note", notes).add());
            rows.execute();
        }
    }

    private static void delete(Handle handle, String table, List<Edit> edits) {
        handle.createUpdate("DELETE FROM <table> WHERE run_id IN (<ids>)")
                .define("table", table)
                .bindList("ids", edits.stream().map(Edit::id).toList())
                .execute();
    }

    @Override
    public String notes(RunId id) {
        return jdbi.inTransaction(handle -> {
            RunRepository.requireRun(handle, id);
            return handle.createQuery("SELECT note FROM run_note WHERE run_id = :run")
                    .bind("run", id)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("");
        });
    }
}
