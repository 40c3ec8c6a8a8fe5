package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.cues.CueAlignment;
import dev.mixlab.evaluation.cues.CueMetric;
import dev.mixlab.mixing.method.MixingMap;
import java.util.List;

/** Measures whether the target's context lies on the words that decide the answer. */
final class CueAlignmentEvaluation implements Evaluation {

    private static final List<CueMetric> METRICS = List.of(CueMetric.values());

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                "cue_alignment",
                "Cue alignment",
                "Mohebbi et al. 2023",
                "Whether the target's scores lie on the cue words, the only words that decide the number.",
                true,
                METRICS.stream().map(CueAlignmentEvaluation::measure).toList());
    }

    private static Measure measure(CueMetric metric) {
        return new Measure(metric.id(), metric.label(), metric.description(), true, 0, 1);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        VariantValues columns =
                new VariantValues(input, METRICS.stream().map(CueMetric::id).toList());
        input.maps().visit((maps, index) -> {
            input.watch().stopIfAsked();
            put(columns, input, index, maps);
            input.watch().done((index + 1.0) / input.examples().size());
        });
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    private static void put(VariantValues columns, EvaluationInput input, int index, List<MixingMap> maps) {
        for (TargetRows rows : VariantValues.rows(input, index, maps)) {
            CueAlignment alignment = CueAlignment.of(
                    rows, input.example(index).encoded(), input.settings().pooling());
            for (CueMetric metric : METRICS) {
                columns.put(rows.view(), metric.id(), index, alignment.of(metric));
            }
        }
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        return EvaluationCost.ofMeasures(work, METRICS.size());
    }
}
