package dev.mixlab.evaluation.cues;

import dev.mixlab.data.DataNeed;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.sentence.VariantValues;
import java.util.List;

/** Measures how much of the target's rows lies on the published cue words, by metrics that are not among the usual ones. */
public final class RowMetricsEvaluation implements Evaluation {

    private final EvaluationInfo info;
    private final List<RowMetric> metrics;

    private RowMetricsEvaluation(String id, String name, String paper, String description, RowMetric... metrics) {
        this.metrics = List.of(metrics);
        this.info = new EvaluationInfo(
                id,
                name,
                paper,
                description,
                false,
                List.of(DataNeed.CUES),
                this.metrics.stream().map(RowMetric::measure).toList());
    }

    /** What speaks for the answer alone; what speaks against it is left out. */
    public static RowMetricsEvaluation positive() {
        return new RowMetricsEvaluation(
                "cue_alignment_positive",
                "Cue alignment, positive part",
                "definition of this program",
                "Whether the target's positive scores lie on the cue words, for methods whose scores have a sign; and pointing at the first two and three tokens.",
                PositiveCueMetric.values());
    }

    /** Words in place of pieces. */
    public static RowMetricsEvaluation words() {
        return new RowMetricsEvaluation(
                "cue_alignment_words",
                "Cue alignment, words",
                "Clark et al. 2019, section 4.1",
                "Whether the target's scores lie on the cue words when the pieces of every word are put together before they are compared.",
                WordCueMetric.values());
    }

    @Override
    public EvaluationInfo info() {
        return info;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        VariantValues columns =
                new VariantValues(input, metrics.stream().map(RowMetric::id).toList());
        input.maps().visit((maps, index) -> {
            input.watch().stopIfAsked();
            CueTokens cues = CueTokens.asPublished(input.example(index).encoded());
            for (TargetRows rows : VariantValues.rows(input, index, maps)) {
                for (RowMetric metric : metrics) {
                    columns.put(rows.view(), metric.id(), index, metric.of(rows, cues));
                }
            }
            input.watch().done((index + 1.0) / input.examples().size());
        });
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        return EvaluationCost.ofMeasures(work, metrics.size());
    }
}
