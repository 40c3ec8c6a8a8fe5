package dev.mixlab.evaluation.suite;

import dev.mixlab.data.DataNeed;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.cues.CueTokens;
import dev.mixlab.evaluation.cues.PositiveCueMetric;
import java.util.Arrays;
import java.util.List;

/** Measures whether what speaks for the answer lies on the published cue words; what speaks against it is left out. */
final class PositiveCuesEvaluation implements Evaluation {

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                "cue_alignment_positive",
                "Cue alignment, positive part",
                "definition of this program",
                "Whether the target's positive scores lie on the cue words, for methods whose scores have a sign; and pointing at the first two and three tokens.",
                false,
                List.of(DataNeed.CUES),
                Arrays.stream(PositiveCueMetric.values())
                        .map(metric -> new Measure(metric.id(), metric.label(), metric.description(), true, 0, 1))
                        .toList());
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        VariantValues columns = new VariantValues(
                input,
                Arrays.stream(PositiveCueMetric.values())
                        .map(PositiveCueMetric::id)
                        .toList());
        input.maps().visit((maps, index) -> {
            input.watch().stopIfAsked();
            CueTokens cues = CueTokens.asPublished(input.example(index).encoded());
            for (TargetRows rows : VariantValues.rows(input, index, maps)) {
                for (PositiveCueMetric metric : PositiveCueMetric.values()) {
                    columns.put(rows.view(), metric.id(), index, metric.of(rows, cues));
                }
            }
            input.watch().done((index + 1.0) / input.examples().size());
        });
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        return EvaluationCost.ofMeasures(work, PositiveCueMetric.values().length);
    }
}
