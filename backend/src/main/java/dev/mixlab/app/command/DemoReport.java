package dev.mixlab.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.spec.PipelineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run in short.
 *
 * @param seconds wall time by stage and in total
 * @param run its id
 * @param dataFolder where it is stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoReport(
        String state,
        @Nullable String error,
        String model,
        String data,
        @Nullable Double accuracyBefore,
        @Nullable Double accuracyAfter,
        Provenance.@Nullable Counts counts,
        Map<String, Double> seconds,
        @Nullable String checkpoint,
        @Nullable String scoresBefore,
        @Nullable String scoresAfter,
        String run,
        String dataFolder) {

    static DemoReport of(Run run, Path dataFolder) {
        PipelineSpec spec = run.spec();
        Run.Results results = run.results();
        CheckpointId checkpoint = results.checkpoint();
        return new DemoReport(
                run.state().name().toLowerCase(Locale.ROOT),
                run.error(),
                spec.modelId(),
                spec.dataId(),
                results.accuracyBefore(),
                results.accuracyAfter(),
                run.provenance() == null ? null : run.provenance().counts(),
                seconds(run),
                checkpoint == null ? null : checkpoint.value(),
                value(results.scoresBefore()),
                value(results.scoresAfter()),
                run.id().value(),
                dataFolder.toString());
    }

    private static @Nullable String value(@Nullable ScoreRunId id) {
        return id == null ? null : id.value();
    }

    private static Map<String, Double> seconds(Run run) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (StageState stage : run.stages()) {
            put(seconds, stage.name().id(), stage.startedAt(), stage.finishedAt());
        }
        put(seconds, "all", run.startedAt(), run.finishedAt());
        return seconds;
    }

    private static void put(Map<String, Double> seconds, String name, @Nullable Instant from, @Nullable Instant end) {
        if (from != null && end != null) {
            seconds.put(name, Duration.between(from, end).toMillis() / 1e3);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("%s: %s on %s".formatted(state, model, data));
        if (error != null) {
            text.append("%n%s".formatted(error));
        }
        if (counts != null) {
            text.append("%nexamples          %s train, %s test".formatted(counts.train(), counts.test()));
        }
        if (accuracyBefore != null && accuracyAfter != null) {
            text.append(String.format(
                    Locale.ROOT, "%ntest accuracy     %.4f before, %.4f after", accuracyBefore, accuracyAfter));
        }
        seconds.forEach((stage, time) -> text.append(String.format(Locale.ROOT, "%n%-17s %.1f s", stage, time)));
        return text.append(
                        "%nTo look at it, start 'serve --data-dir %s' and open /runs/%s at the address that it prints."
                                .formatted(dataFolder, run))
                .toString();
    }
}
