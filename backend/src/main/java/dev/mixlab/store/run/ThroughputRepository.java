package dev.mixlab.store.run;

import dev.mixlab.run.estimate.StageTiming;
import dev.mixlab.run.estimate.Throughputs;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Stores and reads the measured times of past stages. */
public final class ThroughputRepository implements Throughputs {

    private static final int LATEST = 5;

    private final Jdbi jdbi;

    public ThroughputRepository(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public void note(RunId run, StageTiming timing) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM run_pace WHERE run_id = :run AND stage = :stage")
                    .bind("run", run)
                    .bind("stage", timing.stage())
                    .execute();
            Update insert = handle.createUpdate("INSERT INTO run_pace"
                    + " (run_id, stage, model_id, methods, examples, seconds, geometry, reference_seconds)"
                    + " VALUES (:run, :stage, :modelId, :settings, :examples, :seconds, :geometry, :reference)");
            bind(insert, run, timing).execute();
        });
    }

    @Override
    public void noteEvaluation(RunId run, String evaluation, StageTiming timing) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate(
                            "DELETE FROM evaluation_pace WHERE run_id = :run AND stage = :stage AND evaluation = :name")
                    .bind("run", run)
                    .bind("stage", timing.stage())
                    .bind("name", evaluation)
                    .execute();
            Update insert = handle.createUpdate("INSERT INTO evaluation_pace"
                    + " (run_id, stage, evaluation, model_id, work, examples, seconds, geometry, reference_seconds)"
                    + " VALUES (:run, :stage, :name, :modelId, :settings, :examples, :seconds, :geometry, :reference)");
            bind(insert.bind("name", evaluation), run, timing).execute();
        });
    }

    private static Update bind(Update insert, RunId run, StageTiming timing) {
        StageTiming.Work work = timing.work();
        return insert.bind("run", run)
                .bind("stage", timing.stage())
                .bind("modelId", work.modelId())
                .bind("settings", Columns.json(work.settings()))
                .bind("examples", work.examples())
                .bind("seconds", timing.seconds())
                .bind("geometry", work.geometry())
                .bind("reference", work.referenceSeconds());
    }

    @Override
    public OptionalDouble slowness(List<StageName> stages, String geometry, List<String> settings) {
        return jdbi.withHandle(handle -> fastest(
                handle.createQuery("SELECT p.seconds / p.reference_seconds AS slowness, p.methods AS settings"
                                + " FROM run_pace p JOIN run r ON r.id = p.run_id"
                                + " WHERE p.stage IN (<stages>) AND p.geometry = :geometry AND p.reference_seconds > 0"
                                + " ORDER BY r.created_at DESC")
                        .bindList("stages", stages)
                        .bind("geometry", geometry),
                settings));
    }

    @Override
    public OptionalDouble evaluationSlowness(String evaluation, String geometry, List<String> settings) {
        return jdbi.withHandle(handle -> fastest(
                handle.createQuery("SELECT p.seconds / p.reference_seconds AS slowness, p.work AS settings"
                                + " FROM evaluation_pace p JOIN run r ON r.id = p.run_id"
                                + " WHERE p.evaluation = :name AND p.geometry = :geometry AND p.reference_seconds > 0"
                                + " ORDER BY r.created_at DESC")
                        .bind("name", evaluation)
                        .bind("geometry", geometry),
                settings));
    }

    /**
     * A past execution.
     *
     * @param settings its settings as JSON
     */
    private record Past(double slowness, String settings) {}

    private static OptionalDouble fastest(Query newestFirst, List<String> settings) {
        List<Past> all = newestFirst.map(ConstructorMapper.of(Past.class)).list();
        String wanted = Columns.json(settings);
        List<Past> same =
                all.stream().filter(past -> past.settings().equals(wanted)).toList();
        return (same.isEmpty() ? all : same)
                .stream().limit(LATEST).mapToDouble(Past::slowness).min();
    }
}
