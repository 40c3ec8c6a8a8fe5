package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunJournal;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes the state, progress, metrics and log of runs while they are executed. */
public final class RunJournalRepository implements RunJournal {

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public RunJournalRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public Run create(NewRun run) {
        Run created = jdbi.inTransaction(handle -> RunInsertion.insert(handle, run, clock.instant()));
        database.flush();
        return created;
    }

    @Override
    public Run move(RunId id, RunState next, @Nullable String error) {
        Run moved = jdbi.inTransaction(handle -> move(handle, id, next, error));
        database.flush();
        return moved;
    }

    @Override
    public Optional<Run> begin(RunId id, @Nullable Integer most) {
        Optional<Run> begun = jdbi.inTransaction(handle -> {
            AccountId owner = RunRepository.get(handle, id).ownerId();
            return most != null && owner != null && before(handle, id, owner) >= most
                    ? Optional.empty()
                    : Optional.of(move(handle, id, RunState.RUNNING, null));
        });
        database.flush();
        return begun;
    }

    /**
     * Counts the runs of an owner that are at work, and the queued ones that are due and come before a run in the order of the queue: other
     * slots are about to execute these. None of the owner's runs begins or ends until the transaction does: all that are not finished are
     * locked, in one order, so that no two transactions wait for each other.
     */
    private int before(Handle handle, RunId id, AccountId owner) {
        handle.createQuery("SELECT id FROM run WHERE owner = :owner AND state IN ('QUEUED', 'RUNNING', 'CANCELLING')"
                        + " ORDER BY id FOR UPDATE")
                .bind("owner", owner)
                .mapTo(String.class)
                .list();
        return handle.createQuery(
                        "SELECT count(*) FROM run one JOIN run other ON other.owner = one.owner WHERE one.id = :id"
                                + " AND (other.state IN ('RUNNING', 'CANCELLING') OR (other.state = 'QUEUED' AND "
                                + QueueRepository.COMES_BEFORE
                                + " AND EXISTS (SELECT 1 FROM scheduled_tasks WHERE task_name = 'run' AND task_instance = other.id"
                                + " AND (picked = TRUE OR execution_time <= :now))))")
                .bind("id", id)
                .bind("now", clock.instant())
                .mapTo(Integer.class)
                .one();
    }

    private Run move(Handle handle, RunId id, RunState next, @Nullable String error) {
        lock(handle, id);
        Run run = RunRepository.get(handle, id);
        if (!run.state().mayBecome(next)) {
            throw new ConflictException("run %s is %s and cannot become %s".formatted(id, run.state(), next));
        }
        Instant now = clock.instant();
        handle.createUpdate("UPDATE run SET state = :state, error = :error, started_at = :started,"
                        + " finished_at = :finished WHERE id = :id")
                .bind("state", next)
                .bind("error", error)
                .bind("started", run.startedAt() == null && next == RunState.RUNNING ? now : run.startedAt())
                .bind("finished", next.isFinal() ? now : null)
                .bind("id", id)
                .execute();
        return RunRepository.get(handle, id);
    }

    static void lock(Handle handle, RunId id) {
        handle.createQuery("SELECT id FROM run WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public void stage(RunId id, StageState stage) {
        jdbi.useTransaction(handle -> handle.createUpdate("UPDATE run_stage SET status = :status, done = :done,"
                        + " total = :total, started_at = :startedAt, finished_at = :finishedAt"
                        + " WHERE run_id = :run AND name = :name")
                .bindMethods(stage)
                .bind("run", id)
                .execute());
        if (stage.finishedAt() != null) {
            database.flush();
        }
    }

    @Override
    public void progress(RunId id, Progress progress) {
        jdbi.useTransaction(handle -> handle.createUpdate("UPDATE run SET progress = :progress WHERE id = :id")
                .bind("progress", Columns.json(progress))
                .bind("id", id)
                .execute());
    }

    @Override
    public void results(RunId id, Run.Results results) {
        jdbi.useTransaction(handle -> handle.createUpdate("UPDATE run SET accuracy_before = :accuracyBefore,"
                        + " accuracy_after = :accuracyAfter, checkpoint_id = :checkpoint,"
                        + " scores_before = :scoresBefore, scores_after = :scoresAfter,"
                        + " training_outcome = :trainingOutcome, fitted_model = :fittedModel WHERE id = :id")
                .bindMethods(results)
                .bind("id", id)
                .execute());
    }

    @Override
    public void provenance(RunId id, Provenance provenance) {
        jdbi.useTransaction(handle -> handle.createUpdate("UPDATE run SET provenance = :provenance WHERE id = :id")
                .bind("provenance", Columns.json(provenance))
                .bind("id", id)
                .execute());
    }

    @Override
    public void step(RunId id, StepPoint point) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM run_step WHERE run_id = :run AND step = :step")
                    .bind("run", id)
                    .bind("step", point.step())
                    .execute();
            handle.createUpdate("INSERT INTO run_step (run_id, step, epoch, loss, learning_rate)"
                            + " VALUES (:run, :step, :epoch, :loss, :learningRate)")
                    .bind("run", id)
                    .bindMethods(point)
                    .execute();
        });
    }

    @Override
    public void epoch(RunId id, EpochPoint point) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM run_epoch WHERE run_id = :run AND epoch = :epoch")
                    .bind("run", id)
                    .bind("epoch", point.epoch())
                    .execute();
            handle.createUpdate("INSERT INTO run_epoch"
                            + " (run_id, epoch, train_loss, train_accuracy, test_loss, test_accuracy, seconds) VALUES"
                            + " (:run, :epoch, :trainLoss, :trainAccuracy, :testLoss, :testAccuracy, :seconds)")
                    .bind("run", id)
                    .bindMethods(point)
                    .execute();
        });
    }

    @Override
    public void headPoint(RunId id, HeadPoint point) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM run_head_point WHERE run_id = :run AND step = :step")
                    .bind("run", id)
                    .bind("step", point.step())
                    .execute();
            handle.createUpdate(
                            "INSERT INTO run_head_point (run_id, step, train_loss, held_out_loss, held_out_accuracy)"
                                    + " VALUES (:run, :step, :trainLoss, :heldOutLoss, :heldOutAccuracy)")
                    .bind("run", id)
                    .bindMethods(point)
                    .execute();
        });
    }

    @Override
    public void forgetAfter(RunId id, int epoch) {
        jdbi.useTransaction(handle -> {
            for (String table : new String[] {"run_step", "run_epoch"}) {
                handle.createUpdate("DELETE FROM " + table + " WHERE run_id = :run AND epoch > :epoch")
                        .bind("run", id)
                        .bind("epoch", epoch)
                        .execute();
            }
        });
    }

    @Override
    public LogLine log(RunId id, String text) {
        return jdbi.inTransaction(handle -> {
            lock(handle, id);
            long number = handle.createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM run_log WHERE run_id = :run")
                    .bind("run", id)
                    .mapTo(Long.class)
                    .one();
            LogLine line = new LogLine(number, Columns.stored(clock.instant()), text);
            handle.createUpdate("INSERT INTO run_log (run_id, number, at, text) VALUES (:run, :number, :at, :text)")
                    .bind("run", id)
                    .bindMethods(line)
                    .execute();
            return line;
        });
    }
}
