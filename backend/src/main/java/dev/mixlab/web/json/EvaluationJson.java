package dev.mixlab.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodComparison;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.quantity.Quantity;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.PairedComparison;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.EvaluationRuns.Evaluated;
import dev.mixlab.run.score.ScoreRun;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Stored evaluations, where the contract's shape is not that of the domain; numbers have six significant digits. */
public final class EvaluationJson {

    private EvaluationJson() {}

    /** The contract's Evaluation: its description, and what it measures of the model besides. */
    public record DescribedJson(@JsonUnwrapped EvaluationInfo info, List<Quantity> quantities) {

        public static DescribedJson of(EvaluationInfo info) {
            return new DescribedJson(
                    info,
                    Evaluations.of(info.id()) instanceof QuantityEvaluation measured
                            ? measured.quantities()
                            : List.of());
        }
    }

    /** The contract's Evaluated: the stored evaluations of a score run, their measures, and its groups of sentences. */
    public record EvaluatedJson(
            ScoreRunId scoreRunId, List<Evaluated> evaluations, List<String> measures, List<GroupJson> groups) {

        public static EvaluatedJson of(ScoreRunId id, EvaluationRuns stored) {
            return new EvaluatedJson(
                    id,
                    stored.list(id),
                    stored.measures(id),
                    stored.groups(id).stream()
                            .map(group -> new GroupJson(group.name(), group.members().length))
                            .toList());
        }
    }

    /** A group with its number of sentences. */
    record GroupJson(String name, int examples) {}

    /** The contract's FigureTable: estimates of one measure over one group. */
    public record EstimateTableJson(
            ScoreRunId scoreRunId,
            String measure,
            String group,
            int examples,
            int layers,
            List<VariantEstimatesJson> views) {

        public static EstimateTableJson of(ScoreRun run, EstimateTable table) {
            return new EstimateTableJson(
                    run.id(),
                    table.measure(),
                    table.group(),
                    table.examples(),
                    run.layers(),
                    table.views().stream()
                            .map(estimates -> new VariantEstimatesJson(estimates.view(), EstimatesJson.of(estimates)))
                            .toList());
        }
    }

    /** The contract's ViewFigures: the estimates of one method and aggregation. */
    record VariantEstimatesJson(@JsonUnwrapped MethodVariant variant, EstimatesJson figures) {}

    /** The contract's SentenceValues: one layer of a measure, sentence by sentence. */
    public record ValuesJson(String measure, @JsonUnwrapped MethodVariant variant, int layer, List<Double> values) {

        public static ValuesJson of(MeasureValues values, int layer) {
            return new ValuesJson(values.measure(), values.view(), layer, rounded(values.layer(layer)));
        }
    }

    private static List<Double> rounded(double[] values) {
        return DoubleStream.of(values).mapToObj(Digits::round).toList();
    }

    /** The contract's MethodComparisons: all pairs of methods; layer is null for the mean over layers. */
    public record ComparisonsJson(
            String measure,
            String group,
            Aggregation aggregation,
            @Nullable Integer layer,
            PairedTest test,
            List<String> methods,
            List<PairJson> pairs) {

        public static ComparisonsJson of(MethodComparison comparison, String group, MethodComparison.Choice choice) {
            List<MeasureValues> columns = comparison.columns();
            List<String> methods =
                    columns.stream().map(one -> one.view().method()).toList();
            return new ComparisonsJson(
                    columns.get(0).measure(),
                    group,
                    choice.aggregation(),
                    choice.layer(),
                    choice.test(),
                    methods,
                    comparison.pairs().stream()
                            .map(pair -> PairJson.of(pair, methods))
                            .toList());
        }
    }

    /** Two methods and the difference of the first to the second. */
    record PairJson(String first, String second, DifferenceJson difference) {

        static PairJson of(PairedComparison pair, List<String> methods) {
            return new PairJson(
                    methods.get(pair.first()), methods.get(pair.second()), DifferenceJson.of(pair.tested()));
        }
    }

    /** The contract's ExampleEvaluation: everything that is stored of one sentence for one method and aggregation. */
    public record ExampleEvaluationJson(
            List<MeasureJson> measures, @Nullable List<Double> blankOut, boolean deletion) {

        public static ExampleEvaluationJson of(
                int index, List<MeasureValues> measures, @Nullable BlankedOut blankedOut) {
            return new ExampleEvaluationJson(
                    measures.stream()
                            .map(values -> new MeasureJson(values.measure(), rounded(values.example(index))))
                            .toList(),
                    blankedOut == null ? null : blankedOut.drops(),
                    blankedOut != null && blankedOut.deletion());
        }
    }

    /** One measure by layer. */
    record MeasureJson(String measure, List<Double> values) {}
}
