package dev.mixlab.web.runs;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.run.sweep.Sweep;
import dev.mixlab.run.sweep.SweepCell;
import dev.mixlab.run.sweep.SweepCell.Figure;
import dev.mixlab.run.sweep.SweepLauncher;
import dev.mixlab.run.sweep.Sweeps;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.runs.SweepFigures.Accuracy;
import dev.mixlab.web.runs.SweepFigures.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Launches sweeps, and reads how the figures of their runs compare. */
public final class SweepOperations implements Operations {

    private final Sweeps sweeps;
    private final SweepLauncher launcher;
    private final RunSpecs specs;
    private final SweepFigures figures;

    public SweepOperations(Sweeps sweeps, SweepLauncher launcher, RunSpecs specs, SweepFigures figures) {
        this.sweeps = sweeps;
        this.launcher = launcher;
        this.specs = specs;
        this.figures = figures;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer(
                "estimateSweep",
                inputs -> Answer.ok(launcher.estimate(sweep(inputs).specs())));
        table.answer("createSweep", this::create);
        table.answer("listSweeps", this::list);
        table.answer("getSweep", inputs -> Answer.ok(new SweepJson(sweeps.get(Ids.sweep(inputs)))));
        table.answer("changeSweep", this::rename);
        table.answer("deleteSweep", this::delete);
        table.answer("retrySweep", inputs -> Answer.accepted(new SweepJson(launcher.retry(Ids.sweep(inputs)))));
        table.answer("cancelSweep", inputs -> Answer.accepted(new SweepJson(launcher.cancel(Ids.sweep(inputs)))));
        table.answer("getSweepTable", this::table);
    }

    private NewSweep sweep(Inputs inputs) {
        return inputs.body(SweepRequest.class).sweep(specs, inputs.sender().owner());
    }

    private Answer create(Inputs inputs) {
        Sweep sweep = launcher.launch(sweep(inputs));
        return Answer.created(Contract.BASE + "/sweeps/" + sweep.id(), new SweepJson(sweep));
    }

    private Answer list(Inputs inputs) {
        Page<Sweep> page = sweeps.list(new PageRequest(inputs.number("offset"), inputs.number("limit")));
        return Answer.ok(page.map(SweepJson::new));
    }

    private Answer rename(Inputs inputs) {
        return Answer.ok(new SweepJson(
                sweeps.rename(Ids.sweep(inputs), inputs.body(SweepChange.class).name())));
    }

    private Answer delete(Inputs inputs) {
        sweeps.delete(Ids.sweep(inputs));
        return Answer.nothing();
    }

    private Answer table(Inputs inputs) {
        List<Run> runs = sweeps.latestRuns(Ids.sweep(inputs));
        String metric = inputs.text("metric");
        Kind kind;
        if (metric.startsWith("accuracy_")) {
            kind = figures.accuracy(Accuracy.valueOf(metric.toUpperCase(Locale.ROOT)));
        } else {
            MethodVariant view = new MethodVariant(
                    SweepFigures.method(inputs.optionalText("method"), runs),
                    inputs.constant("aggregation", Aggregation.class));
            kind = figures.measure(metric, view, inputs.constant("phase", Phase.class));
        }
        List<SweepCell> cells = SweepCell.of(runs, kind.figure(), kind.higherIsBetter());
        return Answer.ok(new TableJson(
                metric,
                kind.higherIsBetter(),
                cells.stream().map(SweepOperations::cell).toList()));
    }

    private static CellJson cell(SweepCell cell) {
        return new CellJson(
                cell.modelId(),
                cell.learningRate(),
                cell.batchSize(),
                cell.epochs(),
                cell.maskedShare(),
                cell.n(),
                cell.best(),
                cell.mean(),
                cell.minimum(),
                cell.maximum(),
                cell.deviation(),
                cell.runs().stream().map(SweepOperations::point).toList());
    }

    private static PointJson point(SweepCell.Point point) {
        Run run = point.run();
        Figure figure = point.figure();
        return new PointJson(
                run.id(),
                run.spec().name(),
                run.spec().fineTuning().seed(),
                run.state(),
                run.error(),
                figure == null ? Double.NaN : figure.value(),
                figure == null ? null : figure.layer());
    }

    /** The contract's Sweep. */
    record SweepJson(SweepId id, String name, Instant createdAt, Map<String, Integer> runs) {

        SweepJson(Sweep sweep) {
            this(sweep.id(), sweep.name(), sweep.createdAt(), byName(sweep.runs()));
        }

        private static Map<String, Integer> byName(Map<RunState, Integer> runs) {
            Map<String, Integer> named = new TreeMap<>();
            runs.forEach((state, count) -> named.put(state.name().toLowerCase(Locale.ROOT), count));
            return named;
        }
    }

    /** The contract's SweepChange. */
    record SweepChange(String name) {}

    /** The contract's SweepTable. */
    record TableJson(String metric, boolean higherIsBetter, List<CellJson> cells) {}

    /** The contract's SweepCell. */
    record CellJson(
            String modelId,
            double learningRate,
            int batchSize,
            int epochs,
            double maskedShare,
            int n,
            double best,
            double mean,
            double minimum,
            double maximum,
            double deviation,
            List<PointJson> runs) {}

    /** The contract's SweepPoint. */
    record PointJson(
            RunId runId,
            String name,
            long seed,
            RunState state,
            @Nullable String error,
            double value,
            @Nullable Integer layer) {}
}
