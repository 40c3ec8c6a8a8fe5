package dev.mixlab.store.run;

import dev.mixlab.run.NewRun;
import dev.mixlab.run.NewRun.Combination;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Columns;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stores new runs, as a part of a transaction. */
final class RunInsertion {

    private RunInsertion() {}

    /** Stores a run, all of whose stages are waiting. */
    static Run insert(Handle handle, NewRun run, Instant now) {
        RunId id = RunId.fresh();
        PipelineSpec spec = run.spec();
        Combination combination = run.combination();
        HeadFittingSpec fitting = spec.headFitting();
        handle.createUpdate("INSERT INTO run (id, spec, name, state, progress, created_at, head_text, repeats,"
                        + " model_id, data_id, seed, learning_rate, priority, place, sweep_id, sweep_combination,"
                        + " sweep_attempt, owner) VALUES (:id, :spec, :name, :state, :progress, :now,"
                        + " :headText, :repeats, :model, :data, :seed, :learningRate, :priority,"
                        + " (SELECT COALESCE(MAX(place), 0) + 1 FROM run), :sweep, :combination, :attempt,"
                        + " :owner)")
                .bind("id", id)
                .bind("spec", Columns.json(spec))
                .bind("name", spec.name())
                .bind("state", RunState.QUEUED)
                .bind("progress", Columns.json(Progress.none()))
                .bind("now", now)
                .bind("headText", fitting == null ? null : fitting.text())
                .bind("repeats", run.repeats())
                .bind("model", spec.modelId())
                .bind("data", spec.dataId())
                .bind("seed", spec.fineTuning().seed())
                .bind("learningRate", spec.fineTuning().learningRate())
                .bind("priority", run.priority())
                .bind("owner", run.owner())
                .bind("sweep", combination == null ? null : combination.sweep())
                .bind("combination", combination == null ? null : combination.number())
                .bind("attempt", combination == null ? null : combination.attempt())
                .execute();
        List<StageName> stages = spec.stages();
        for (int i = 0; i < stages.size(); i++) {
            insert(handle, id, StageState.waiting(stages.get(i)), i);
        }
        return RunRepository.get(handle, id);
    }

    private static void insert(Handle handle, RunId id, StageState stage, int ordinal) {
        handle.createUpdate("INSERT INTO run_stage (run_id, ordinal, name, status, done, total)"
                        + " VALUES (:run, :ordinal, :name, :status, :done, :total)")
                .bind("run", id)
                .bind("ordinal", ordinal)
                .bindMethods(stage)
                .execute();
    }
}
