package dev.mixlab.jobs.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a run that has ended: the contract's RunNotice.
 *
 * @param event always {@code run.finished}
 * @param run the run
 */
record RunNotice(String event, EndedRun run) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** The parts of a run that are told; its times are in ISO 8601. */
    record EndedRun(
            String id,
            String name,
            String state,
            String modelId,
            String dataId,
            long seed,
            double learningRate,
            @Nullable Double accuracyBefore,
            @Nullable Double accuracyAfter,
            @Nullable String error,
            List<String> tags,
            String createdAt,
            @Nullable String startedAt,
            @Nullable String finishedAt) {}

    static RunNotice of(Run run) {
        return new RunNotice(
                "run.finished",
                new EndedRun(
                        run.id().value(),
                        run.spec().name(),
                        run.state().name().toLowerCase(Locale.ROOT),
                        run.spec().modelId(),
                        run.spec().dataId(),
                        run.spec().fineTuning().seed(),
                        run.spec().fineTuning().learningRate(),
                        run.results().accuracyBefore(),
                        run.results().accuracyAfter(),
                        run.error(),
                        run.marks().tags(),
                        run.createdAt().toString(),
                        text(run.startedAt()),
                        text(run.finishedAt())));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a notice of a run can be written as JSON", impossible);
        }
    }
}
