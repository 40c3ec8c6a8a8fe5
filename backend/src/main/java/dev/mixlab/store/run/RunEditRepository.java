package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
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
            List<Run> runs = new ArrayList<>();
            for (RunId id : ids) {
                RunJournalRepository.lock(handle, id);
                change(handle, RunRepository.get(handle, id), change);
                runs.add(RunRepository.get(handle, id));
            }
            return runs;
        });
        database.flush();
        return changed;
    }

    @Override
    public Changes changeEach(List<RunId> ids, RunChange change) {
        List<Run> changed = new ArrayList<>();
        Map<RunId, String> refused = new LinkedHashMap<>();
        for (int begin = 0; begin < ids.size(); begin += PART) {
            List<RunId> part = ids.subList(begin, Math.min(ids.size(), begin + PART));
            Changes changes = jdbi.inTransaction(handle -> changeEach(handle, part, change));
            changed.addAll(changes.changed());
            refused.putAll(changes.refused());
        }
        database.flush();
        return new Changes(changed, refused);
    }

    private Changes changeEach(Handle handle, List<RunId> ids, RunChange change) {
        List<Run> changed = new ArrayList<>();
        Map<RunId, String> refused = new LinkedHashMap<>();
        for (RunId id : ids) {
            try {
                RunJournalRepository.lock(handle, id);
                change(handle, RunRepository.get(handle, id), change);
                changed.add(RunRepository.get(handle, id));
            } catch (ConflictException | NotFoundException refusal) {
                refused.put(id, String.valueOf(refusal.getMessage()));
            }
        }
        return new Changes(changed, refused);
    }

    /** Changes a run; a refusal comes before anything is written. */
    private void change(Handle handle, Run run, RunChange change) {
        Instant archived = archivedAt(run, change.archived());
        List<String> tags = change.tags().appliedTo(run.marks().tags());
        requireFew(run.id(), tags);
        handle.createUpdate("UPDATE run SET name = :name, starred = :starred, archived_at = :archived WHERE id = :id")
                .bind("name", change.name() == null ? run.spec().name() : change.name())
                .bind(
                        "starred",
                        change.starred() == null
                                ? run.marks().starred()
                                : change.starred().booleanValue())
                .bind("archived", archived)
                .bind("id", run.id())
                .execute();
        if (!change.tags().isNone()) {
            replaceTags(handle, run.id(), tags);
        }
        if (change.notes() != null) {
            replaceNotes(handle, run.id(), change.notes());
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

    private static void replaceTags(Handle handle, RunId run, List<String> tags) {
        handle.createUpdate("DELETE FROM run_tag WHERE run_id = :run")
                .bind("run", run)
                .execute();
        for (String tag : tags) {
            handle.createUpdate("INSERT INTO run_tag (run_id, tag) VALUES (:run, :tag)")
                    .bind("run", run)
                    .bind("tag", tag)
                    .execute();
        }
    }

    private static void replaceNotes(Handle handle, RunId run, String notes) {
        handle.createUpdate("DELETE FROM run_note WHERE run_id = :run")
                .bind("run", run)
                .execute();
        if (!notes.isEmpty()) {
            handle.createUpdate("INSERT INTO run_note (run_id, note) VALUES (:run, :note)")
                    .bind("run", run)
                    .bind("note", notes)
                    .execute();
        }
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
