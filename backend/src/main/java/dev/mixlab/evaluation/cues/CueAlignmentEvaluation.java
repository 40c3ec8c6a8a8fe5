package dev.mixlab.evaluation.cues;

import dev.mixlab.data.CueUnit;
import dev.mixlab.data.DataNeed;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationCost;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationWork;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.mixing.method.MixingMap;
import java.util.List;
import java.util.stream.Stream;

/** Measures whether the target's context lies on the cue words, and how much of it lies on a word that contradicts them. */
public final class CueAlignmentEvaluation implements Evaluation {

    private static final String ATTRACTOR_SHARE = "attractor_share";

    @Override
    public EvaluationInfo info() {
        return new EvaluationInfo(
                "cue_alignment",
                "Cue alignment",
                "Mohebbi et al. 2023",
                "Whether the target's scores lie on the cue words, and in darn on the attractor, which has the other number.",
                true,
                List.of(DataNeed.CUES),
                Stream.concat(
                                CueMeasure.of(List.of(CueUnit.values())).stream()
                                        .map(CueMeasure::measure),
                                Stream.of(attractorShare()))
                        .toList());
    }

    private static Measure attractorShare() {
        return new Measure(
                ATTRACTOR_SHARE,
                "Share on the attractor",
                "Share of the target's row, made positive, that lies on the noun between cue and target that has the other number; darn only.",
                false,
                0,
                1);
    }

    /** Returns the ids of the measures whose values a run with these settings has. */
    private static List<String> measures(EvaluatingSettings settings) {
        return Stream.concat(
                        CueMeasure.of(settings.cueUnits()).stream().map(CueMeasure::id), Stream.of(ATTRACTOR_SHARE))
                .toList();
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public EvaluationResult evaluate(EvaluationInput input) {
        VariantValues columns = new VariantValues(input, measures(input.settings()));
        input.maps().visit((maps, index) -> {
            input.watch().stopIfAsked();
            put(columns, input, index, maps);
            input.watch().done((index + 1.0) / input.examples().size());
        });
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    private static void put(VariantValues columns, EvaluationInput input, int index, List<MixingMap> maps) {
        EvaluatedExample example = input.example(index);
        CueTokens attractor = CueTokens.of(example.encoded(), example.cueWords().attractor());
        for (TargetRows rows : VariantValues.rows(input, index, maps)) {
            for (CueUnit unit : input.settings().cueUnits()) {
                CueAlignment alignment = align(rows, cues(example, unit), input);
                for (CueMeasure measure : CueMeasure.of(List.of(unit))) {
                    columns.put(rows.view(), measure.id(), index, alignment.of(measure.metric()));
                }
            }
            columns.put(
                    rows.view(),
                    ATTRACTOR_SHARE,
                    index,
                    align(rows, attractor, input).of(CueMetric.DOT));
        }
    }

    /** The published cues are those that the tokenizer was checked against. */
    private static CueTokens cues(EvaluatedExample example, CueUnit unit) {
        return unit == CueUnit.AS_PUBLISHED
                ? CueTokens.asPublished(example.encoded())
                : CueTokens.of(example.encoded(), example.cueWords().of(unit));
    }

    private static CueAlignment align(TargetRows rows, CueTokens tokens, EvaluationInput input) {
        return CueAlignment.of(rows, tokens, input.settings().pooling());
    }

    @Override
    public EvaluationCost cost(EvaluationWork work) {
        return EvaluationCost.ofMeasures(work, measures(work.settings()).size());
    }
}
