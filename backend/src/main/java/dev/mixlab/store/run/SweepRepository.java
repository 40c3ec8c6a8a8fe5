package dev.mixlab.store.run;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.NewRun.Combination;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.run.sweep.Sweep;
import dev.mixlab.run.sweep.Sweeps;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads sweeps. */
public final class SweepRepository implements Sweeps {

    /** Holds for the latest run of a combination. */
    private static final String LATEST = "NOT EXISTS (SELECT 1 FROM run later WHERE later.sweep_id = run.sweep_id"
            + " AND later.sweep_combination = run.sweep_combination AND later.sweep_attempt > run.sweep_attempt)";

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public SweepRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    private record Row(SweepId id, String name, Instant createdAt) {}

    private record Count(SweepId sweepId, RunState state, int runs) {}

    private record Attempt(SweepId sweepId, int sweepCombination, int sweepAttempt) {

        Combination next() {
            return new Combination(sweepId, sweepCombination, sweepAttempt + 1);
        }
    }

    @Override
    public Created create(NewSweep sweep) {
        Created created = jdbi.inTransaction(handle -> {
            SweepId id = SweepId.fresh();
            Instant now = clock.instant();
            handle.createUpdate("INSERT INTO sweep (id, name, created_at, owner) VALUES (:id, :name, :now, :owner)")
                    .bind("id", id)
                    .bind("name", sweep.name())
                    .bind("now", now)
                    .bind("owner", sweep.owner())
                    .execute();
            List<Run> runs = new ArrayList<>();
            for (PipelineSpec spec : sweep.specs()) {
                Combination combination = new Combination(id, runs.size(), 1);
                runs.add(RunInsertion.insert(
                        handle, new NewRun(spec, null, sweep.priority(), combination, sweep.owner()), now));
            }
            return new Created(get(handle, id), runs);
        });
        database.flush();
        return created;
    }

    @Override
    public List<Run> retry(SweepId id, List<RunId> runs) {
        List<Run> launched = jdbi.inTransaction(handle -> {
            lock(handle, id);
            List<Run> again = new ArrayList<>();
            for (RunId run : runs) {
                Attempt attempt = latestAttempt(handle, id, run);
                if (attempt != null) {
                    Run before = RunRepository.get(handle, run);
                    NewRun same = new NewRun(
                            before.spec(), before.repeats(), before.priority(), attempt.next(), before.ownerId());
                    again.add(RunInsertion.insert(handle, same, clock.instant()));
                }
            }
            return again;
        });
        database.flush();
        return launched;
    }

    /** Returns which attempt a run is, if it is the latest of its combination and has ended without results; null otherwise. */
    private static @Nullable Attempt latestAttempt(Handle handle, SweepId id, RunId run) {
        return handle.createQuery("SELECT sweep_id, sweep_combination, sweep_attempt FROM run WHERE id = :run"
                        + " AND sweep_id = :sweep AND state IN ('FAILED', 'CANCELLED') AND " + LATEST)
                .bind("run", run)
                .bind("sweep", id)
                .map(ConstructorMapper.of(Attempt.class))
                .findOne()
                .orElse(null);
    }

    @Override
    public Sweep get(SweepId id) {
        return jdbi.inTransaction(handle -> get(handle, id));
    }

    private static Sweep get(Handle handle, SweepId id) {
        List<Row> rows = handle.createQuery("SELECT * FROM sweep WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Row.class))
                .list();
        return withCounts(handle, rows).stream().findFirst().orElseThrow(() -> missing(id));
    }

    private static NotFoundException missing(SweepId id) {
        return new NotFoundException("there is no sweep " + id);
    }

    private static List<Sweep> withCounts(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<SweepId, Map<RunState, Integer>> counts = new HashMap<>();
        handle.createQuery("SELECT sweep_id, state, count(*) AS runs FROM run WHERE sweep_id IN (<ids>) AND " + LATEST
                        + " GROUP BY sweep_id, state")
                .bindList("ids", rows.stream().map(Row::id).toList())
                .map(ConstructorMapper.of(Count.class))
                .forEach(count -> counts.computeIfAbsent(count.sweepId(), id -> new EnumMap<>(RunState.class))
                        .put(count.state(), count.runs()));
        return rows.stream()
                .map(row -> new Sweep(row.id(), row.name(), row.createdAt(), counts.getOrDefault(row.id(), Map.of())))
                .toList();
    }

    @Override
    public Page<Sweep> list(PageRequest page) {
        return jdbi.inTransaction(handle -> {
            List<Row> rows = handle.createQuery("SELECT * FROM sweep ORDER BY created_at DESC, id DESC"
                            + " OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                    .bind("offset", page.offset())
                    .bind("limit", page.limit())
                    .map(ConstructorMapper.of(Row.class))
                    .list();
            long total = handle.createQuery("SELECT count(*) FROM sweep")
                    .mapTo(Long.class)
                    .one();
            return new Page<>(withCounts(handle, rows), total);
        });
    }

    @Override
    public List<Run> latestRuns(SweepId id) {
        return jdbi.inTransaction(handle -> {
            get(handle, id);
            List<RunRow> rows = handle.createQuery(
                            RunRow.SELECT + " WHERE sweep_id = :id AND " + LATEST + " ORDER BY sweep_combination")
                    .bind("id", id)
                    .map(ConstructorMapper.of(RunRow.class))
                    .list();
            return RunRow.withStages(handle, rows);
        });
    }

    @Override
    public Sweep rename(SweepId id, String name) {
        String stored = Sweep.requireName(name);
        Sweep renamed = jdbi.inTransaction(handle -> {
            lock(handle, id);
            handle.createUpdate("UPDATE sweep SET name = :name WHERE id = :id")
                    .bind("name", stored)
                    .bind("id", id)
                    .execute();
            return get(handle, id);
        });
        database.flush();
        return renamed;
    }

    @Override
    public void delete(SweepId id) {
        jdbi.useTransaction(handle -> {
            lock(handle, id);
            handle.createUpdate("UPDATE run SET sweep_id = NULL, sweep_combination = NULL, sweep_attempt = NULL"
                            + " WHERE sweep_id = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("DELETE FROM sweep WHERE id = :id")
                    .bind("id", id)
                    .execute();
        });
        database.flush();
    }

    private static void lock(Handle handle, SweepId id) {
        boolean there = handle.createQuery("SELECT id FROM sweep WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!there) {
            throw missing(id);
        }
    }
}
