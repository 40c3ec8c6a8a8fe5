package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.SentenceSample;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.deletion.DeletionMeasure;
import dev.mixlab.evaluation.deletion.TokenDeletion;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.mixing.method.MixingMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the evaluation of orders of deletion over the sampled sentences, several at a time. */
final class DeletionOrdersWork {

    /** Number of sentences that go through the model together; each is up to four thousand sequences. */
    private static final int TOGETHER = 4;

    private final EvaluationInput input;
    private final SentenceSample sample;
    private final GoodProbabilities model;
    private final TokenDeletion deletion = new TokenDeletion(DeletionOrdersEvaluation.MOST_FOR_BOUNDS);
    private final VariantValues columns;
    private final List<Pending> pending = new ArrayList<>();

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant
     */
    private record Pending(int index, List<TargetRows> rows) {}

    /**
     * What some sentences yield.
     *
     * @param measures for each sentence and variant, every measure by layer
     */
    private record Measured(List<List<Map<DeletionMeasure, double[]>>> measures) {}

    DeletionOrdersWork(EvaluationInput input) {
        this.input = input;
        sample = SentenceSample.of(input);
        model = new GoodProbabilities(input.model(), input.budget());
        columns = new VariantValues(
                input,
                Arrays.stream(DeletionMeasure.values()).map(DeletionMeasure::id).toList());
    }

    /** Returns the indices of the sentences with which chunks begin. */
    static List<Integer> chunks(EvaluationInput input) {
        return SentenceSample.of(input).groups(TOGETHER);
    }

    EvaluationResult result() {
        input.maps().visit(this::take);
        workOff();
        input.watch().stopIfAsked();
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    private void take(List<MixingMap> maps, int index) {
        input.watch().stopIfAsked();
        if (sample.holds(index)) {
            pending.add(new Pending(index, VariantValues.rows(input, index, maps)));
        }
        if (pending.size() == TOGETHER) {
            workOff();
        }
        input.watch().done((index + 1.0) / input.examples().size());
    }

    private void workOff() {
        if (pending.isEmpty()) {
            return;
        }
        Measured measured = input.chunks().get(pending.get(0).index(), Measured.class, this::measure);
        for (int i = 0; measured != null && i < pending.size(); i++) {
            put(pending.get(i), measured.measures().get(i));
        }
        pending.clear();
    }

    private Measured measure() {
        List<RankedExample> ranked = pending.stream()
                .map(one -> new RankedExample(input.example(one.index()).encoded(), one.rows()))
                .toList();
        return new Measured(deletion.of(model, ranked, input.watch()::shallStop));
    }

    private void put(Pending sentence, List<Map<DeletionMeasure, double[]>> measures) {
        for (int variant = 0; variant < measures.size(); variant++) {
            TargetRows rows = sentence.rows().get(variant);
            measures.get(variant)
                    .forEach((measure, layers) -> columns.put(rows.view(), measure.id(), sentence.index(), layers));
        }
    }
}
