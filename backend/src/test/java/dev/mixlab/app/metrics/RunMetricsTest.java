package dev.mixlab.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunBuilder;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.StageState.Status;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.run.RunJournalRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    private final ProgramMetrics metrics = new ProgramMetrics();

    @Test
    void examplesAndStagesCountOnceAndFromTheFirstEventOn() {
        Run run;
        try (Database database = Database.inMemory()) {
            run = new RunJournalRepository(database, Clock.systemUTC()).create(Samples.spec("counted"));
        }
        // what was done before the first event was done in another process
        publish(run, RunState.RUNNING, stage(StageName.SCORE_BEFORE, Status.RUNNING, 30, null));
        publish(run, RunState.RUNNING, stage(StageName.SCORE_BEFORE, Status.RUNNING, 70, null));
        StageState scored = stage(StageName.SCORE_BEFORE, Status.DONE, 100, START.plusSeconds(40));
        publish(run, RunState.RUNNING, scored);
        publish(run, RunState.RUNNING, scored, stage(StageName.FINE_TUNE, Status.RUNNING, 5, null));
        publish(run, RunState.FAILED, scored, stage(StageName.FINE_TUNE, Status.FAILED, 9, START.plusSeconds(50)));

        assertThat(metrics.text())
                .contains("mixlab_stage_examples_total{stage=\"score-before\"} 70.0")
                .contains("mixlab_stage_examples_total{stage=\"fine-tune\"} 9.0")
                .contains("mixlab_stage_duration_seconds_count{stage=\"score-before\",status=\"done\"} 1")
                .contains("mixlab_stage_duration_seconds_sum{stage=\"score-before\",status=\"done\"} 40.0")
                .contains("mixlab_stage_duration_seconds_sum{stage=\"fine-tune\",status=\"failed\"} 50.0");
    }

    private static StageState stage(StageName name, Status status, long done, @Nullable Instant end) {
        return new StageState(name, status, done, 100, START, end);
    }

    private void publish(Run run, RunState state, StageState... stages) {
        Run now = new RunBuilder(run.id(), run.spec(), run.createdAt())
                .state(state)
                .stages(List.of(stages))
                .build();
        metrics.runs().accept(new RunEvent.Changed(now));
    }
}
