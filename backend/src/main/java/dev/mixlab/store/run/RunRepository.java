package dev.mixlab.store.run;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.Runs;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.Metrics;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.store.Database;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads and changes stored runs. */
public final class RunRepository implements Runs {

    private final Database database;
    private final Jdbi jdbi;

    public RunRepository(Database database) {
        this.database = database;
        this.jdbi = database.jdbi();
    }

    @Override
    public Run get(RunId id) {
        return withOutage(jdbi.inTransaction(handle -> get(handle, id)));
    }

    @Override
    public List<Run> some(List<RunId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.inTransaction(handle -> all(handle, ids)).values().stream()
                        .map(this::withOutage)
                        .toList();
    }

    static Run get(Handle handle, RunId id) {
        Run run = all(handle, List.of(id)).get(id);
        if (run == null) {
            throw new NotFoundException("there is no run " + id);
        }
        return run;
    }

    /** Returns those of some runs that are there, in the order of the ids. */
    static Map<RunId, Run> all(Handle handle, Collection<RunId> ids) {
        List<RunRow> rows = handle.createQuery(RunRow.SELECT + " WHERE id IN (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .map(ConstructorMapper.of(RunRow.class))
                .list();
        Map<RunId, Run> found =
                RunRow.withStages(handle, rows).stream().collect(Collectors.toMap(Run::id, Function.identity()));
        Map<RunId, Run> ordered = new LinkedHashMap<>();
        ids.stream().filter(found::containsKey).forEach(id -> ordered.put(id, found.get(id)));
        return ordered;
    }

    /** Returns the run with the reason why it does not go on, where nothing can be stored for now. */
    Run withOutage(Run run) {
        String outage = database.knownOutage();
        return outage == null || run.state().isFinal() ? run : run.withError("Interrupted: " + outage);
    }

    @Override
    public Page<Run> find(Filter filter, PageRequest page) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        if (filter.state() != null) {
            wanted.put("state", filter.state());
        }
        if (filter.repeats() != null) {
            wanted.put("repeats", filter.repeats());
        }
        String condition = wanted.keySet().stream()
                .map(column -> "%s = :%s".formatted(column, column))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" AND "), all -> all.isEmpty() ? "" : " WHERE " + all));
        return jdbi.inTransaction(handle -> {
            var count = handle.createQuery("SELECT count(*) FROM run" + condition);
            var rows = handle.createQuery(RunRow.SELECT + condition
                            + " ORDER BY created_at DESC, id DESC OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                    .bind("offset", page.offset())
                    .bind("limit", page.limit());
            wanted.forEach((column, value) -> {
                count.bind(column, value);
                rows.bind(column, value);
            });
            List<Run> runs = RunRow.withStages(
                    handle, rows.map(ConstructorMapper.of(RunRow.class)).list());
            return new Page<>(
                    runs.stream().map(this::withOutage).toList(),
                    count.mapTo(Long.class).one());
        });
    }

    @Override
    public Metrics metrics(RunId id, int sinceStep) {
        return jdbi.inTransaction(handle -> {
            requireRun(handle, id);
            List<StepPoint> steps = handle.createQuery(
                            "SELECT * FROM run_step WHERE run_id = :id AND step > :since ORDER BY step")
                    .bind("id", id)
                    .bind("since", sinceStep)
                    .map(ConstructorMapper.of(StepPoint.class))
                    .list();
            List<EpochPoint> epochs = handle.createQuery("SELECT * FROM run_epoch WHERE run_id = :id ORDER BY epoch")
                    .bind("id", id)
                    .map(ConstructorMapper.of(EpochPoint.class))
                    .list();
            List<HeadPoint> head = handle.createQuery("SELECT * FROM run_head_point WHERE run_id = :id ORDER BY step")
                    .bind("id", id)
                    .map(ConstructorMapper.of(HeadPoint.class))
                    .list();
            return new Metrics(steps, epochs, head);
        });
    }

    @Override
    public List<LogLine> log(RunId id, long sinceNumber) {
        return jdbi.inTransaction(handle -> {
            requireRun(handle, id);
            return handle.createQuery("SELECT * FROM run_log WHERE run_id = :id AND number > :since ORDER BY number")
                    .bind("id", id)
                    .bind("since", sinceNumber)
                    .map(ConstructorMapper.of(LogLine.class))
                    .list();
        });
    }

    static void requireRun(Handle handle, RunId id) {
        boolean there = handle.createQuery("SELECT id FROM run WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!there) {
            throw new NotFoundException("there is no run " + id);
        }
    }
}
