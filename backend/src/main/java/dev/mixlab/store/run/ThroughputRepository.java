package dev.mixlab.store.run;

import dev.mixlab.run.StageName;
import dev.mixlab.run.StageTiming;
import dev.mixlab.run.Throughputs;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stores and reads the measured throughputs of past stages. */
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
            handle.createUpdate("INSERT INTO run_pace (run_id, stage, model_id, methods, examples, seconds)"
                            + " VALUES (:run, :stage, :modelId, :methods, :examples, :seconds)")
                    .bind("run", run)
                    .bindMethods(timing)
                    .bind("methods", Columns.json(timing.work()))
                    .execute();
        });
    }

    private record Sum(double examples, double seconds) {}

    @Override
    public OptionalDouble rate(StageName stage, String modelId, List<String> work) {
        Sum sum =
                jdbi.withHandle(handle -> handle.createQuery("SELECT SUM(examples) AS examples, SUM(seconds) AS seconds"
                                + " FROM (SELECT p.examples, p.seconds FROM run_pace p JOIN run r ON r.id = p.run_id"
                                + " WHERE p.stage = :stage AND p.model_id = :model AND p.methods = :methods"
                                + " ORDER BY r.created_at DESC FETCH FIRST :latest ROWS ONLY) AS latest")
                        .bind("stage", stage)
                        .bind("model", modelId)
                        .bind("methods", Columns.json(work))
                        .bind("latest", LATEST)
                        .map(ConstructorMapper.of(Sum.class))
                        .one());
        return rate(sum);
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
            handle.createUpdate(
                            "INSERT INTO evaluation_pace (run_id, stage, evaluation, model_id, work, examples, seconds)"
                                    + " VALUES (:run, :stage, :name, :modelId, :methods, :examples, :seconds)")
                    .bind("run", run)
                    .bind("name", evaluation)
                    .bindMethods(timing)
                    .bind("methods", Columns.json(timing.work()))
                    .execute();
        });
    }

    @Override
    public OptionalDouble evaluationRate(String evaluation, String modelId, List<String> work) {
        Sum sum =
                jdbi.withHandle(handle -> handle.createQuery("SELECT SUM(examples) AS examples, SUM(seconds) AS seconds"
                                + " FROM (SELECT p.examples, p.seconds FROM evaluation_pace p"
                                + " JOIN run r ON r.id = p.run_id"
                                + " WHERE p.evaluation = :name AND p.model_id = :model AND p.work = :work"
                                + " ORDER BY r.created_at DESC FETCH FIRST :latest ROWS ONLY) AS latest")
                        .bind("name", evaluation)
                        .bind("model", modelId)
                        .bind("work", Columns.json(work))
                        .bind("latest", LATEST)
                        .map(ConstructorMapper.of(Sum.class))
                        .one());
        return rate(sum);
    }

    private static OptionalDouble rate(Sum sum) {
        return sum.seconds() > 0 ? OptionalDouble.of(sum.examples() / sum.seconds()) : OptionalDouble.empty();
    }
}
