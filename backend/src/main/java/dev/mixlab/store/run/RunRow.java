package dev.mixlab.store.run;

import dev.mixlab.run.CueShare;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunBuilder;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.account.Person;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** A row of the table of runs, which is a run without its stages and tags. The components are those of {@link Run}. */
record RunRow(
        RunId id,
        String name,
        PipelineSpec spec,
        RunState state,
        Progress progress,
        @Nested Run.Results results,
        @Nullable Double cueShareValue,
        @Nullable String cueShareMethod,
        @Nullable Integer cueShareLayer,
        @Nullable RunId repeats,
        @Nullable SweepId sweepId,
        @Nullable AccountId owner,
        @Nullable String ownerName,
        Priority priority,
        @Nullable Provenance provenance,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean starred,
        @Nullable Instant archivedAt) {

    static final String SELECT =
            "SELECT run.*, checkpoint_id AS checkpoint, " + RunSelection.OWNER_NAME + " AS owner_name FROM run";

    /** A row of the table of stages. */
    record StageRow(RunId runId, @Nested StageState stage) {}

    /** A row of the table of tags. */
    record TagRow(RunId runId, String tag) {}

    /** Returns the runs of the rows with their stages and tags, which are read by one query each. */
    static List<Run> withStages(Handle handle, List<RunRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<RunId, List<StageState>> stages = new HashMap<>();
        handle.createQuery("SELECT * FROM run_stage WHERE run_id IN (<ids>) ORDER BY run_id, ordinal")
                .bindList("ids", rows.stream().map(RunRow::id).toList())
                .map(ConstructorMapper.of(StageRow.class))
                .forEach(row -> stages.computeIfAbsent(row.runId(), id -> new ArrayList<>())
                        .add(row.stage()));
        Map<RunId, List<String>> tags = tags(handle, rows);
        return rows.stream()
                .map(row -> row.with(stages.getOrDefault(row.id(), List.of()), tags.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Map<RunId, List<String>> tags(Handle handle, List<RunRow> rows) {
        Map<RunId, List<String>> tags = new HashMap<>();
        handle.createQuery("SELECT * FROM run_tag WHERE run_id IN (<ids>)")
                .bindList("ids", rows.stream().map(RunRow::id).toList())
                .map(ConstructorMapper.of(TagRow.class))
                .forEach(row -> tags.computeIfAbsent(row.runId(), id -> new ArrayList<>())
                        .add(row.tag()));
        tags.values().forEach(Collections::sort);
        return tags;
    }

    private @Nullable CueShare bestCueShare() {
        return cueShareValue == null || cueShareMethod == null || cueShareLayer == null
                ? null
                : new CueShare(cueShareValue, cueShareMethod, cueShareLayer);
    }

    private Run with(List<StageState> stages, List<String> tags) {
        return new RunBuilder(id, spec.withName(name), createdAt)
                .state(state)
                .stages(stages)
                .progress(progress)
                .results(results)
                .bestCueShare(bestCueShare())
                .repeats(repeats)
                .sweepId(sweepId)
                .owner(owner == null ? null : new Person(owner, ownerName))
                .priority(priority)
                .provenance(provenance)
                .error(error)
                .startedAt(startedAt)
                .finishedAt(finishedAt)
                .marks(new Run.Marks(tags, starred, archivedAt))
                .build();
    }
}
