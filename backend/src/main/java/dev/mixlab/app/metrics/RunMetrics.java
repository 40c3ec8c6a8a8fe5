package dev.mixlab.app.metrics;

import dev.mixlab.run.Run;
import dev.mixlab.run.StageState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts what runs do from the events that they publish: the examples that stages have done, and the time that stages took. A run is
 * counted from its first event on; what it had done before, such as in an earlier process, is not counted again.
 */
public final class RunMetrics implements Consumer<RunEvent> {

    private final MeterRegistry registry;
    private final Map<RunId, Map<StageName, StageState>> known = new HashMap<>();

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (event instanceof RunEvent.Changed changed) {
            count(changed.now());
        }
    }

    private void count(Run run) {
        Map<StageName, StageState> before = known.get(run.id());
        if (before != null) {
            for (StageState stage : run.stages()) {
                count(before.getOrDefault(stage.name(), StageState.waiting(stage.name())), stage);
            }
        }
        if (run.state().isFinal()) {
            known.remove(run.id());
            return;
        }
        Map<StageName, StageState> now = new HashMap<>();
        run.stages().forEach(stage -> now.put(stage.name(), stage));
        known.put(run.id(), now);
    }

    private void count(StageState before, StageState now) {
        String stage = now.name().id();
        long done = now.done() - before.done();
        if (done > 0) {
            Counter.builder("mixlab.stage.examples")
                    .description("Examples that stages of runs have done")
                    .tag("stage", stage)
                    .register(registry)
                    .increment((double) done);
        }
        if (before.finishedAt() == null && now.finishedAt() != null && now.startedAt() != null) {
            Timer.builder("mixlab.stage.duration")
                    .description("Time from the first start of a stage to its end, interruptions included")
                    .tags("stage", stage, "status", now.status().name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .record(Duration.between(now.startedAt(), now.finishedAt()));
        }
    }
}
