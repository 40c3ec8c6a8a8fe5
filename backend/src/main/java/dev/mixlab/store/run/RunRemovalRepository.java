package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.Run;
import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.BatchOutcome;
import dev.mixlab.run.listing.BatchOutcome.Refusal;
import dev.mixlab.run.listing.RunRemovals;
import dev.mixlab.run.listing.RunStorage;
import dev.mixlab.run.listing.RunStorage.Kind;
import dev.mixlab.run.listing.RunStorage.Need;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Deletes runs with all that only they need. */
public final class RunRemovalRepository implements RunRemovals {

    /** Number of needs that a refusal names. */
    private static final int NAMED = 5;

    private static final String SCORES = "(SELECT id FROM score_run WHERE run_id = :run)";
    private static final String OWN =
            "(SELECT t.sha256 FROM checkpoint_tensor t JOIN checkpoint c ON c.id = t.checkpoint_id"
                    + " WHERE c.run_id = :run UNION SELECT tokenizer FROM checkpoint WHERE run_id = :run)";
    private static final String OTHERS = "(SELECT t.sha256 FROM checkpoint_tensor t JOIN checkpoint c"
            + " ON c.id = t.checkpoint_id WHERE c.run_id <> :run UNION SELECT tokenizer FROM checkpoint WHERE run_id <> :run"
            + " UNION SELECT sha256 FROM model_tensor UNION SELECT tokenizer FROM model)";

    /** The tables of a score run, those first that refer to others. */
    private static final List<String> SCORE_TABLES = List.of(
            "evaluation_chunk",
            "evaluation_document",
            "evaluation_figures",
            "evaluation_column",
            "evaluation_group",
            "evaluation",
            "score_refusal",
            "score_map",
            "score_example");

    /** The tables of a run that nothing refers to. */
    private static final List<String> RUN_TABLES = List.of(
            "evaluation_pace",
            "run_pace",
            "run_head_point",
            "run_step",
            "run_epoch",
            "run_log",
            "run_stage",
            "run_tag",
            "run_note",
            "baseline",
            "training_state_chunk",
            "training_state",
            "score_run");

    private final Database database;
    private final Jdbi jdbi;
    private final BlobRepository blobs;
    private final TrainingStates states;

    public RunRemovalRepository(Database database, BlobRepository blobs, TrainingStates states) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.blobs = blobs;
        this.states = states;
    }

    @Override
    public RunStorage storage(RunId id) {
        return jdbi.inTransaction(handle -> {
            RunRepository.requireRun(handle, id);
            return storage(handle, id);
        });
    }

    @Override
    public RunStorage delete(RunId id) {
        RunStorage freed = deleteRows(id);
        blobs.sweep();
        states.remove(id);
        database.flush();
        return freed;
    }

    @Override
    public BatchOutcome deleteEach(List<RunId> ids) {
        int deleted = 0;
        long freed = 0;
        List<Refusal> refused = new ArrayList<>();
        for (RunId id : ids) {
            try {
                freed += deleteRows(id).bytes();
                deleted++;
                states.remove(id);
            } catch (ConflictException | NotFoundException refusal) {
                refused.add(Refusal.of(id, refusal));
            }
        }
        blobs.sweep();
        database.flush();
        return new BatchOutcome(deleted, freed, refused);
    }

    @Override
    public RunStorage preview(RunId id) {
        return jdbi.inTransaction(handle -> deletable(handle, RunRepository.get(handle, id)));
    }

    /**
     * Deletes the rows of a run.
     *
     * @return what its deletion frees, its blobs included, which are still there
     */
    private RunStorage deleteRows(RunId id) {
        return jdbi.inTransaction(handle -> {
            RunJournalRepository.lock(handle, id);
            Run run = RunRepository.get(handle, id);
            RunStorage storage = deletable(handle, run);
            deleteRows(handle, run);
            return storage;
        });
    }

    private static RunStorage deletable(Handle handle, Run run) {
        if (!run.state().isFinal()) {
            throw new ConflictException("run %s is %s; only finished runs can be deleted"
                    .formatted(run.id(), run.state().name().toLowerCase(Locale.ROOT)));
        }
        RunStorage storage = storage(handle, run.id());
        if (!storage.neededBy().isEmpty()) {
            throw new ConflictException("run %s ('%s') is needed by %s"
                    .formatted(run.id(), run.spec().name(), named(storage.neededBy())));
        }
        return storage;
    }

    private static String named(List<Need> needs) {
        String first = needs.stream()
                .limit(NAMED)
                .map(need -> switch (need.kind()) {
                    case RUN -> "run %s ('%s'), which starts from its checkpoint".formatted(need.id(), need.name());
                    case SHARE -> "share %s ('%s')".formatted(need.id(), need.name());
                })
                .collect(Collectors.joining(", "));
        return needs.size() > NAMED ? "%s and %s more".formatted(first, needs.size() - NAMED) : first;
    }

    private static void deleteRows(Handle handle, Run run) {
        for (String table : SCORE_TABLES) {
            execute(handle, run.id(), "DELETE FROM " + table + " WHERE score_run_id IN " + SCORES);
        }
        execute(
                handle,
                run.id(),
                "DELETE FROM model_note WHERE model_id IN (SELECT id FROM checkpoint WHERE run_id = :run)");
        execute(
                handle,
                run.id(),
                "DELETE FROM checkpoint_tensor WHERE checkpoint_id IN (SELECT id FROM checkpoint WHERE run_id = :run)");
        execute(handle, run.id(), "DELETE FROM checkpoint WHERE run_id = :run");
        for (String table : RUN_TABLES) {
            execute(handle, run.id(), "DELETE FROM " + table + " WHERE run_id = :run");
        }
        execute(handle, run.id(), "UPDATE run SET repeats = NULL WHERE repeats = :run");
        execute(handle, run.id(), "DELETE FROM run WHERE id = :run");
    }

    private static void execute(Handle handle, RunId run, String statement) {
        handle.createUpdate(statement).bind("run", run).execute();
    }

    private static RunStorage storage(Handle handle, RunId run) {
        return new RunStorage(
                sum(handle, run, "bytes", "blob WHERE sha256 IN " + OWN + " AND sha256 NOT IN " + OTHERS),
                ofScores(
                                handle,
                                run,
                                "OCTET_LENGTH(map) + COALESCE(OCTET_LENGTH(scales), 0)"
                                        + " + COALESCE(OCTET_LENGTH(deltas), 0)",
                                "score_map")
                        + ofScores(handle, run, "OCTET_LENGTH(sentence) + OCTET_LENGTH(tokens)", "score_example"),
                ofScores(handle, run, "OCTET_LENGTH(content)", "evaluation_column")
                        + ofScores(handle, run, "OCTET_LENGTH(content)", "evaluation_figures")
                        + ofScores(handle, run, "OCTET_LENGTH(content)", "evaluation_document")
                        + ofScores(handle, run, "OCTET_LENGTH(members)", "evaluation_group"),
                needs(handle, run));
    }

    private static long ofScores(Handle handle, RunId run, String length, String table) {
        return sum(handle, run, length, table + " WHERE score_run_id IN " + SCORES);
    }

    private static long sum(Handle handle, RunId run, String amount, String rows) {
        return handle.createQuery("SELECT COALESCE(SUM(CAST(" + amount + " AS BIGINT)), 0) FROM " + rows)
                .bind("run", run)
                .mapTo(Long.class)
                .one();
    }

    /** Returns the runs that start from the checkpoint of a run, and the valid shares that show the run. */
    private static List<Need> needs(Handle handle, RunId run) {
        List<Need> needs = new ArrayList<>(handle.createQuery("SELECT id, name FROM run WHERE model_id IN"
                        + " (SELECT id FROM checkpoint WHERE run_id = :run) ORDER BY created_at, id")
                .bind("run", run)
                .map((row, context) -> new Need(Kind.RUN, row.getString("id"), row.getString("name")))
                .list());
        needs.addAll(handle.createQuery("SELECT id, title FROM share WHERE revoked_at IS NULL AND id IN"
                        + " (SELECT r.share_id FROM share_request r JOIN (SELECT id FROM score_run WHERE run_id = :run"
                        + " UNION SELECT id FROM run WHERE id = :run) own"
                        + " ON r.request LIKE '%' || own.id || '%') ORDER BY created_at, id")
                .bind("run", run)
                .map((row, context) -> new Need(Kind.SHARE, row.getString("id"), row.getString("title")))
                .list());
        return needs;
    }
}
