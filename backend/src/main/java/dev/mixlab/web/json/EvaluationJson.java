package dev.mixlab.web.json;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.ViewFigures;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.PairedComparison;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.evaluation.suite.BlankedOut;
import dev.mixlab.evaluation.suite.DeletionTable;
import dev.mixlab.evaluation.suite.DeletionTable.Curve;
import dev.mixlab.evaluation.suite.DeletionTable.Curves;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns.Evaluated;
import dev.mixlab.run.score.ScoreRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Evaluations as the contract has them; numbers have six significant digits. */
public final class EvaluationJson {

    private EvaluationJson() {}

    /** The contract's Evaluation. */
    public record InfoView(
            String id, String name, String paper, String description, boolean standard, List<Measure> measures) {

        public static InfoView of(EvaluationInfo info) {
            return new InfoView(
                    info.id(), info.name(), info.paper(), info.description(), info.standard(), info.measures());
        }
    }

    /** The contract's Evaluated. */
    public record EvaluatedView(String scoreRunId, List<Evaluated> evaluations, List<GroupView> groups) {

        public static EvaluatedView of(ScoreRunId id, List<Evaluated> evaluations, List<Group> groups) {
            return new EvaluatedView(
                    id.value(),
                    evaluations,
                    groups.stream()
                            .map(group -> new GroupView(group.name(), group.members().length))
                            .toList());
        }
    }

    /** A group of sentences. */
    record GroupView(String name, int examples) {}

    /** The contract's FigureTable. */
    public record FigureTableView(
            String scoreRunId, String measure, String group, int examples, int layers, List<ViewFiguresView> views) {

        public static FigureTableView of(ScoreRun run, EstimateTable table) {
            return new FigureTableView(
                    run.id().value(),
                    table.measure(),
                    table.group(),
                    table.examples(),
                    run.layers(),
                    table.views().stream().map(ViewFiguresView::of).toList());
        }
    }

    /** The contract's ViewFigures. */
    record ViewFiguresView(String method, String aggregation, FiguresView figures) {

        static ViewFiguresView of(ViewFigures figures) {
            return new ViewFiguresView(
                    figures.view().method(),
                    MethodJson.id(figures.view().aggregation()),
                    new FiguresView(figures.mean(), figures.low(), figures.high(), figures.n()));
        }
    }

    /** The contract's Figures. */
    record FiguresView(List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {}

    /** The contract's SentenceValues. */
    public record ValuesView(String measure, String method, String aggregation, int layer, List<Double> values) {

        public static ValuesView of(MeasureValues column, int layer) {
            return new ValuesView(
                    column.measure(),
                    column.view().method(),
                    MethodJson.id(column.view().aggregation()),
                    layer,
                    rounded(column.layer(layer)));
        }
    }

    static List<Double> rounded(double[] values) {
        return DoubleStream.of(values).mapToObj(Digits::round).toList();
    }

    /** The contract's MethodComparisons. */
    public record ComparisonsView(
            String measure,
            String group,
            String aggregation,
            @Nullable Integer layer,
            String test,
            List<String> methods,
            List<PairView> pairs) {

        public static ComparisonsView of(
                List<MeasureValues> columns,
                String group,
                @Nullable Integer layer,
                PairedTest test,
                List<PairedComparison> pairs) {
            List<String> methods =
                    columns.stream().map(column -> column.view().method()).toList();
            return new ComparisonsView(
                    columns.get(0).measure(),
                    group,
                    MethodJson.id(columns.get(0).view().aggregation()),
                    layer,
                    test.name().toLowerCase(Locale.ROOT),
                    methods,
                    pairs.stream()
                            .map(pair -> new PairView(
                                    methods.get(pair.first()), methods.get(pair.second()), DifferenceView.of(pair)))
                            .toList());
        }
    }

    /** Two methods. */
    record PairView(String first, String second, DifferenceView difference) {}

    /** The contract's Difference. */
    record DifferenceView(double mean, double low, double high, int n, double p, double adjusted) {

        static DifferenceView of(PairedComparison pair) {
            return new DifferenceView(
                    Digits.round(pair.difference().mean()),
                    Digits.round(pair.difference().low()),
                    Digits.round(pair.difference().high()),
                    pair.difference().n(),
                    Digits.round(pair.p()),
                    Digits.round(pair.adjusted()));
        }
    }

    /** The contract's DeletionCurves. */
    public record DeletionView(
            int layer, List<Double> shares, int examples, double whole, List<CurvesView> views, Curves random) {

        public static DeletionView of(DeletionTable table) {
            return new DeletionView(
                    table.layer(),
                    table.shares(),
                    table.examples(),
                    table.whole(),
                    table.views().stream()
                            .map(view -> new CurvesView(
                                    view.view().method(),
                                    MethodJson.id(view.view().aggregation()),
                                    view.curves().without(),
                                    view.curves().only()))
                            .toList(),
                    table.random());
        }
    }

    /** The curves of one view. */
    record CurvesView(String method, String aggregation, Curve without, Curve only) {}

    /** The contract's ExampleEvaluation. */
    public record ExampleEvaluationView(
            List<MeasureView> measures, @Nullable List<Double> blankOut, boolean deletion) {

        public static ExampleEvaluationView of(
                int index, List<MeasureValues> columns, @Nullable BlankedOut blankedOut) {
            return new ExampleEvaluationView(
                    columns.stream()
                            .map(column -> new MeasureView(column.measure(), rounded(column.example(index))))
                            .toList(),
                    blankedOut == null ? null : blankedOut.drops(),
                    blankedOut != null && blankedOut.deletion());
        }
    }

    /** A measure by layer. */
    record MeasureView(String measure, List<Double> values) {}
}
