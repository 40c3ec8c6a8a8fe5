package dev.mixlab.web;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.CostEstimate;
import dev.mixlab.run.EpochPoint;
import dev.mixlab.run.LogLine;
import dev.mixlab.run.Metrics;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.StageName;
import dev.mixlab.run.StageState;
import dev.mixlab.run.StepPoint;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.training.FineTuningSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs in memory, which a test moves by hand. */
final class MemoryRuns implements Runs, Runs.Control {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    final LocalRunEvents events = new LocalRunEvents();
    private final Map<RunId, Run> runs = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<StepPoint> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<EpochPoint> epochs = Collections.synchronizedList(new ArrayList<>());
    private final List<LogLine> log = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Run get(RunId id) {
        Run run = runs.get(id);
        if (run == null) {
            throw new NotFoundException("there is no run '%s'".formatted(id));
        }
        return run;
    }

    @Override
    public Page<Run> list(@Nullable RunState state, PageRequest slice) {
        List<Run> all = new ArrayList<>(runs.values());
        Collections.reverse(all);
        List<Run> wanted = all.stream()
                .filter(run -> state == null || run.state() == state)
                .toList();
        return new Page<>(
                wanted.stream().skip(slice.offset()).limit(slice.limit()).toList(), wanted.size());
    }

    @Override
    public Metrics metrics(RunId id, int sinceStep) {
        get(id);
        return new Metrics(
                steps.stream().filter(step -> step.step() > sinceStep).toList(), epochs);
    }

    @Override
    public List<LogLine> log(RunId id, long sinceNumber) {
        get(id);
        return log.stream().filter(line -> line.number() > sinceNumber).toList();
    }

    @Override
    public Run launch(PipelineSpec spec) {
        if (spec.modelId().equals("broken")) {
            throw new IllegalStateException("secret of the server");
        }
        if (!spec.modelId().startsWith("tiny-")) {
            throw new NotFoundException("there is no model '%s'".formatted(spec.modelId()));
        }
        if (!spec.methods().stream()
                .allMatch(method -> method.equals(PipelineSpec.BASELINE) || MemoryScores.METHODS.contains(method))) {
            throw new InvalidInputException("unknown method among " + spec.methods());
        }
        List<StageState> stages =
                spec.stages().stream().map(StageState::waiting).toList();
        Run run = new Run(
                RunId.fresh(),
                spec,
                RunState.QUEUED,
                stages,
                Progress.none(),
                Run.Results.none(),
                null,
                null,
                TIME,
                null,
                null);
        put(run);
        return run;
    }

    @Override
    public Run cancel(RunId id) {
        Run run = get(id);
        if (run.state().isFinal()) {
            throw new ConflictException("run %s is finished already".formatted(id));
        }
        return move(id, RunState.CANCELLED, Progress.none());
    }

    @Override
    public CostEstimate estimate(PipelineSpec spec) {
        int examples = spec.examples() == null ? 2000 : spec.examples();
        return new CostEstimate(
                spec.fineTuning().totalSteps(examples), examples, examples, 12.5, 1 << 20, "measured on this machine");
    }

    Run move(RunId id, RunState state, Progress progress) {
        Run run = get(id);
        Run moved = new Run(
                id,
                run.spec(),
                state,
                run.stages(),
                progress,
                run.results(),
                run.provenance(),
                state == RunState.FAILED ? "the disk is full" : null,
                TIME,
                TIME,
                state.isFinal() ? TIME : null);
        put(moved);
        return moved;
    }

    /** A run of this name in this state. */
    void place(RunId id, RunState state) {
        PipelineSpec spec = new PipelineSpec(
                "placed", "tiny-bert", "sample", null, FineTuningSettings.paper(), MemoryScores.METHODS);
        List<StageState> stages =
                Arrays.stream(StageName.values()).map(StageState::waiting).toList();
        store(new Run(id, spec, state, stages, Progress.none(), Run.Results.none(), null, null, TIME, TIME, TIME));
    }

    void store(Run run) {
        runs.put(run.id(), run);
    }

    void step(RunId run, int step) {
        StepPoint point = new StepPoint(step, 1, step == 3 ? Double.NaN : 1.0 / step, 3e-5);
        steps.add(point);
        events.publish(new RunEvent.Step(run, point));
    }

    void epoch(RunId run, int epoch) {
        EpochPoint point = new EpochPoint(epoch, 0.5, 0.8, 0.4, 0.9, 1.5);
        epochs.add(point);
        events.publish(new RunEvent.Epoch(run, point));
    }

    void line(RunId run, String text) {
        LogLine line = new LogLine(log.size() + 1, TIME, text);
        log.add(line);
        events.publish(new RunEvent.Log(run, line));
    }

    private void put(Run run) {
        runs.put(run.id(), run);
        events.publish(new RunEvent.Changed(run));
    }
}
