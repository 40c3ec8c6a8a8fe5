package dev.mixlab.store.run;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.QueuePlaces;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Stores the order of queued runs. */
public final class QueueRepository implements QueuePlaces {

    private static final String RANK_OF = "CASE %s WHEN 'HIGH' THEN 2 WHEN 'NORMAL' THEN 1 ELSE 0 END";
    private static final String RANK = RANK_OF.formatted("priority");
    private static final String ORDER = " ORDER BY " + RANK + " DESC, place, created_at, id";

    /** Holds for a run {@code other} that is executed before a run {@code one}. */
    static final String COMES_BEFORE = "(%1$s > %2$s OR (%1$s = %2$s AND other.place < one.place))"
            .formatted(RANK_OF.formatted("other.priority"), RANK_OF.formatted("one.priority"));

    /** How far two clocks that are right may differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** How far the times of runs that are held are apart: enough to keep their order in the database. */
    private static final Duration STEP = Duration.of(1, ChronoUnit.MICROS);

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public QueueRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public Place get(RunId id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, priority, place FROM run WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Place.class))
                .findOne()
                .orElseThrow(() -> new NotFoundException("there is no run " + id)));
    }

    @Override
    public List<Place> queued() {
        return jdbi.withHandle(QueueRepository::queued);
    }

    private static List<Place> queued(Handle handle) {
        return handle.createQuery("SELECT id, priority, place FROM run WHERE state = 'QUEUED'" + ORDER)
                .map(ConstructorMapper.of(Place.class))
                .list();
    }

    @Override
    public void prioritize(RunId id, Priority priority) {
        jdbi.useTransaction(handle -> {
            requireQueued(handle, id);
            change(handle, id, priority, "place");
        });
        align();
    }

    @Override
    public void moveToFront(RunId id) {
        jdbi.useTransaction(handle -> {
            requireQueued(handle, id);
            Place first = queued(handle).get(0);
            if (!first.id().equals(id)) {
                change(handle, id, first.priority(), "(SELECT MIN(place) - 1 FROM run WHERE state = 'QUEUED')");
            }
        });
        align();
    }

    private static void requireQueued(Handle handle, RunId id) {
        RunJournalRepository.lock(handle, id);
        RunState state = RunRepository.get(handle, id).state();
        if (state != RunState.QUEUED) {
            throw new ConflictException("run %s is %s; only queued runs have a place in the queue"
                    .formatted(id, state.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static void change(Handle handle, RunId id, Priority priority, String place) {
        handle.createUpdate("UPDATE run SET priority = :priority, place = " + place + " WHERE id = :id")
                .bind("priority", priority)
                .bind("id", id)
                .execute();
    }

    /** {@inheritDoc} A process has told the server by the name of its connections, and is counted for as long as it has one. */
    @Override
    public int slots(int own) {
        if (!database.dialect().isShared()) {
            return own;
        }
        List<String> processes = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
                .mapTo(String.class)
                .list());
        return Math.max(
                own,
                processes.stream()
                        .filter(Objects::nonNull)
                        .mapToInt(DatabaseAddress::slots)
                        .sum());
    }

    @Override
    public @Nullable Integer runsPerMember() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT MIN(runs_per_member) FROM queue_limit")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void limitRunsPerMember(@Nullable Integer most) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM queue_limit");
            if (most != null) {
                handle.execute("INSERT INTO queue_limit (runs_per_member) VALUES (?)", most);
            }
        });
        database.flush();
    }

    @Override
    public void hold(AccountId owner, Instant until) {
        jdbi.useTransaction(handle -> {
            List<Place> places = handle.createQuery(
                            "SELECT id, priority, place FROM run WHERE state = 'QUEUED' AND owner = :owner" + ORDER)
                    .bind("owner", owner)
                    .map(ConstructorMapper.of(Place.class))
                    .list();
            PreparedBatch batch =
                    handle.prepareBatch("UPDATE scheduled_tasks SET execution_time = :due, version = version + 1"
                            + " WHERE task_instance = :id AND picked = FALSE");
            Instant due = until;
            for (Place place : places) {
                batch.bind("due", due).bind("id", place.id()).add();
                due = due.plus(STEP);
            }
            if (!places.isEmpty()) {
                batch.execute();
            }
        });
        database.flush();
    }

    @Override
    public void align() {
        jdbi.useTransaction(handle -> {
            List<Place> places = handle.createQuery("SELECT id, priority, place FROM run WHERE id IN"
                            + " (SELECT task_instance FROM scheduled_tasks WHERE picked = FALSE)" + ORDER)
                    .map(ConstructorMapper.of(Place.class))
                    .list();
            PreparedBatch batch =
                    handle.prepareBatch("UPDATE scheduled_tasks SET execution_time = :due, priority = :priority"
                            + " WHERE task_instance = :id AND picked = FALSE"
                            + " AND (execution_time <> :due OR priority <> :priority)");
            for (Place place : places) {
                batch.bind("due", place.due())
                        .bind("priority", place.level())
                        .bind("id", place.id())
                        .add();
            }
            if (!places.isEmpty() && IntStream.of(batch.execute()).sum() > 0) {
                forgetOldOrder(handle);
            }
            Instant now = clock.instant();
            // a heartbeat of the future would keep the task of a process that has ended from being taken over
            handle.createUpdate("UPDATE scheduled_tasks SET last_heartbeat = :now WHERE picked = TRUE"
                            + " AND last_heartbeat > :latest")
                    .bind("now", now)
                    .bind("latest", now.plus(TOLERANCE))
                    .execute();
        });
        database.flush();
    }

    /**
     * Makes what schedulers have read of the queue ahead of time worthless: they pick a task by the version that they have read, and would otherwise
     * execute in the old order what they read within the last second.
     */
    private static void forgetOldOrder(Handle handle) {
        handle.execute("UPDATE scheduled_tasks SET version = version + 1"
                + " WHERE picked = FALSE AND task_instance IN (SELECT id FROM run)");
    }
}
