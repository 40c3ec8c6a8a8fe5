package dev.mixlab.store.score;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.ScoreDetail;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads score runs with their examples and maps. */
public final class ScoreRepository implements ScoreRuns {

    private static final String WITH_COUNT =
            "SELECT s.*, run_id AS run, side AS phase, (SELECT count(*) FROM score_example e WHERE e.score_run_id = s.id) AS examples"
                    + " FROM score_run s";

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public ScoreRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public ScoreRun get(ScoreRunId id) {
        return jdbi.withHandle(handle -> get(handle, id));
    }

    private static ScoreRun get(Handle handle, ScoreRunId id) {
        return handle.createQuery(WITH_COUNT + " WHERE s.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(ScoreRun.class))
                .findOne()
                .orElseThrow(() -> new NotFoundException("there is no score run " + id));
    }

    @Override
    public List<ScoreRun> list(@Nullable RunId run) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(WITH_COUNT
                    + (run == null ? "" : " WHERE s.run_id = :run")
                    + " ORDER BY s.created_at DESC, s.id DESC");
            if (run != null) {
                query.bind("run", run);
            }
            return query.map(ConstructorMapper.of(ScoreRun.class)).list();
        });
    }

    @Override
    public ScoreRun begin(New scoreRun) {
        return jdbi.inTransaction(handle -> {
            Optional<ScoreRunId> begun = handle.createQuery(
                            "SELECT id FROM score_run WHERE run_id = :run AND side = :side")
                    .bind("run", scoreRun.run())
                    .bind("side", scoreRun.phase())
                    .mapTo(ScoreRunId.class)
                    .findOne();
            return get(handle, begun.orElseGet(() -> insert(handle, scoreRun)));
        });
    }

    private ScoreRunId insert(Handle handle, New scoreRun) {
        ScoreRunId id = ScoreRunId.fresh();
        handle.createUpdate("INSERT INTO score_run (id, run_id, side, model_id, data_id, methods, layers, created_at)"
                        + " VALUES (:id, :run, :side, :model, :data, :methods, :layers, :now)")
                .bind("id", id)
                .bind("run", scoreRun.run())
                .bind("side", scoreRun.phase())
                .bind("model", scoreRun.modelId())
                .bind("data", scoreRun.dataId())
                .bind("methods", Columns.json(scoreRun.methods()))
                .bind("layers", scoreRun.layers())
                .bind("now", clock.instant())
                .execute();
        return id;
    }

    @Override
    public void append(ScoreRunId id, List<Scored> examples) {
        jdbi.useTransaction(handle -> {
            lock(handle, id);
            ScoreRun run = get(handle, id);
            Set<Integer> stored = stored(handle, id, examples);
            List<Scored> fresh = examples.stream()
                    .filter(example -> stored.add(example.detail().row().index()))
                    .toList();
            for (Scored example : fresh) {
                requireAllMethods(run, example);
            }
            ScoreRows.insertExamples(handle, id, fresh);
            ScoreRows.insertMaps(handle, id, fresh);
            SkippedScores.insert(handle, id, fresh);
        });
        database.flush();
    }

    /** Keeps other processes from storing something of the same score run until the transaction ends. */
    static void lock(Handle handle, ScoreRunId id) {
        handle.createQuery("SELECT id FROM score_run WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** Returns the indices of those among some examples that are stored already. */
    private static Set<Integer> stored(Handle handle, ScoreRunId id, List<Scored> examples) {
        if (examples.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(handle.createQuery(
                        "SELECT number FROM score_example WHERE score_run_id = :id AND number IN (<numbers>)")
                .bind("id", id)
                .bindList(
                        "numbers",
                        examples.stream()
                                .map(example -> example.detail().row().index())
                                .toList())
                .mapTo(Integer.class)
                .list());
    }

    private static void requireAllMethods(ScoreRun run, Scored example) {
        List<String> methods = example.maps().stream().map(MixingMap::method).toList();
        List<String> expected = run.methods().stream()
                .filter(method -> !example.skipReasons().containsKey(method))
                .toList();
        if (!methods.equals(expected)) {
            throw new InvalidInputException("score run %s has the methods %s, but example %s has %s"
                    .formatted(run.id(), expected, example.detail().row().id(), methods));
        }
    }

    @Override
    public ScoreRun finish(ScoreRunId id) {
        ScoreRun finished = jdbi.inTransaction(handle -> {
            handle.createUpdate(
                            "UPDATE score_run SET accuracy = (SELECT AVG(CAST(CASE WHEN correct THEN 1 ELSE 0 END AS DOUBLE PRECISION))"
                                    + " FROM score_example e WHERE e.score_run_id = score_run.id) WHERE id = :id")
                    .bind("id", id)
                    .execute();
            return get(handle, id);
        });
        database.flush();
        return finished;
    }

    @Override
    public Page<ScoreRow> examples(ScoreRunId id, Filter filter, PageRequest page) {
        return jdbi.inTransaction(handle -> {
            get(handle, id);
            return ScoreRows.page(handle, id, filter, page);
        });
    }

    @Override
    public ScoreDetail example(ScoreRunId id, int index) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        ScoreRows.SELECT + " WHERE score_run_id = :id AND number = :index")
                .bind("id", id)
                .bind("index", index)
                .map(ConstructorMapper.of(ScoreRows.Stored.class))
                .map(ScoreRows.Stored::detail)
                .findOne()
                .orElseThrow(() -> new NotFoundException("score run %s has no example %s".formatted(id, index))));
    }

    @Override
    public MixingMap map(ScoreRunId id, int index, String method) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM score_map WHERE score_run_id = :id AND number = :index AND method = :method")
                .bind("id", id)
                .bind("index", index)
                .bind("method", method)
                .map((row, context) -> StoredMap.read(row))
                .findOne()
                .orElseThrow(() -> new NotFoundException("score run %s has no map of example %s by the method '%s'%s"
                        .formatted(id, index, method, SkippedScores.reason(handle, id, index, method)))));
    }

    @Override
    public List<Skipped> skipped(ScoreRunId id) {
        return jdbi.withHandle(handle -> SkippedScores.of(handle, get(handle, id)));
    }

    @Override
    public Classes classes(ScoreRunId id) {
        return jdbi.withHandle(handle -> ScoreRows.classes(handle, id));
    }

    @Override
    public void visit(ScoreRunId id, int from, ObjIntConsumer<List<MixingMap>> visitor) {
        new MapVisit(jdbi, get(id)).visit(from, visitor);
    }

    @Override
    public Set<Integer> stored(ScoreRunId id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT number FROM score_example WHERE score_run_id = :id")
                .bind("id", id)
                .collectInto(new GenericType<Set<Integer>>() {}));
    }

    @Override
    public List<MapShape> shapes(ScoreRunId id, String method) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT number AS \"index\", layers, row_count AS \"rows\", tokens FROM score_map"
                                + " WHERE score_run_id = :id AND method = :method ORDER BY number")
                .bind("id", id)
                .bind("method", method)
                .map(ConstructorMapper.of(MapShape.class))
                .list());
    }
}
