package dev.mixlab.run;

import dev.mixlab.run.account.Person;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a run from its parts, or from another run that differs in a few of them. A part that is not named is that of a run that was just launched. */
public final class RunBuilder {

    private final RunId id;
    private final PipelineSpec spec;
    private final Instant createdAt;
    private RunState state = RunState.QUEUED;
    private List<StageState> stages = List.of();
    private Progress progress = Progress.none();
    private Run.Results results = Run.Results.none();
    private @Nullable RunId repeats;
    private @Nullable CueShare bestCueShare;
    private @Nullable SweepId sweepId;
    private @Nullable Person owner;
    private Priority priority = Priority.NORMAL;
    private @Nullable Provenance provenance;
    private @Nullable String error;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private Run.Marks marks = Run.Marks.none();

    /** Begins a run that was launched at a time. */
    public RunBuilder(RunId id, PipelineSpec spec, Instant createdAt) {
        this.id = id;
        this.spec = spec;
        this.createdAt = createdAt;
    }

    /** Begins a copy of a run. */
    static RunBuilder of(Run run) {
        return new RunBuilder(run.id(), run.spec(), run.createdAt())
                .state(run.state())
                .stages(run.stages())
                .progress(run.progress())
                .results(run.results())
                .bestCueShare(run.bestCueShare())
                .repeats(run.repeats())
                .sweepId(run.sweepId())
                .owner(run.owner())
                .priority(run.priority())
                .provenance(run.provenance())
                .error(run.error())
                .startedAt(run.startedAt())
                .finishedAt(run.finishedAt())
                .marks(run.marks());
    }

    public RunBuilder state(RunState value) {
        state = value;
        return this;
    }

    public RunBuilder stages(List<StageState> value) {
        stages = value;
        return this;
    }

    public RunBuilder progress(Progress value) {
        progress = value;
        return this;
    }

    public RunBuilder results(Run.Results value) {
        results = value;
        return this;
    }

    public RunBuilder bestCueShare(@Nullable CueShare value) {
        bestCueShare = value;
        return this;
    }

    public RunBuilder repeats(@Nullable RunId value) {
        repeats = value;
        return this;
    }

    public RunBuilder sweepId(@Nullable SweepId value) {
        sweepId = value;
        return this;
    }

    public RunBuilder owner(@Nullable Person value) {
        owner = value;
        return this;
    }

    public RunBuilder priority(Priority value) {
        priority = value;
        return this;
    }

    public RunBuilder provenance(@Nullable Provenance value) {
        provenance = value;
        return this;
    }

    public RunBuilder error(@Nullable String value) {
        error = value;
        return this;
    }

    public RunBuilder startedAt(@Nullable Instant value) {
        startedAt = value;
        return this;
    }

    public RunBuilder finishedAt(@Nullable Instant value) {
        finishedAt = value;
        return this;
    }

    public RunBuilder marks(Run.Marks value) {
        marks = value;
        return this;
    }

    /** Returns the run. */
    public Run build() {
        return new Run(
                id,
                spec,
                state,
                stages,
                progress,
                results,
                bestCueShare,
                repeats,
                sweepId,
                owner,
                priority,
                provenance,
                error,
                createdAt,
                startedAt,
                finishedAt,
                marks);
    }
}
