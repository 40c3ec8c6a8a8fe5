package dev.mixlab.store.run;

import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunSpec;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageName;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A run as its row gives it.
 *
 * @param run the run, still without stages
 */
record RunRow(Run run) {

    static RunRow read(ResultSet row, StatementContext context) throws SQLException {
        Run.Results results = new Run.Results(
                Columns.numberOrNull(row, "accuracy_before"),
                Columns.numberOrNull(row, "accuracy_after"),
                Optional.ofNullable(row.getString("checkpoint_id"))
                        .map(CheckpointId::new)
                        .orElse(null),
                Optional.ofNullable(row.getString("scores_before"))
                        .map(ScoreRunId::new)
                        .orElse(null),
                Optional.ofNullable(row.getString("scores_after"))
                        .map(ScoreRunId::new)
                        .orElse(null));
        return new RunRow(new Run(
                new RunId(row.getString("id")),
                Columns.read(row.getString("spec"), RunSpec.class),
                RunState.valueOf(row.getString("state")),
                List.of(),
                Columns.read(row.getString("progress"), Progress.class),
                results,
                Optional.ofNullable(row.getString("provenance"))
                        .map(json -> Columns.read(json, Provenance.class))
                        .orElse(null),
                row.getString("error"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "finished_at")));
    }

    /** The runs of the rows, each with its stages, by one query for all. */
    static List<Run> withStages(Handle handle, List<RunRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<StageState>> stages = new HashMap<>();
        handle.createQuery("SELECT * FROM run_stage WHERE run_id IN (<ids>) ORDER BY run_id, ordinal")
                .bindList(
                        "ids", rows.stream().map(row -> row.run().id().value()).toList())
                .map((row, context) -> Map.entry(row.getString("run_id"), stage(row)))
                .forEach(entry -> stages.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return rows.stream()
                .map(row -> row.with(stages.getOrDefault(row.run().id().value(), List.of())))
                .toList();
    }

    private Run with(List<StageState> stages) {
        return new Run(
                run.id(),
                run.spec(),
                run.state(),
                stages,
                run.progress(),
                run.results(),
                run.provenance(),
                run.error(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    private static StageState stage(ResultSet row) throws SQLException {
        return new StageState(
                StageName.of(row.getString("name")),
                StageState.Status.valueOf(row.getString("status")),
                row.getLong("done"),
                row.getLong("total"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "finished_at"));
    }
}
