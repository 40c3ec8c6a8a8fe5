package dev.mixlab.evaluation.deletion;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.evaluation.sentence.SampledSentences;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.mixing.method.MixingMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the evaluation of orders of deletion over the sampled sentences, several at a time. */
final class DeletionOrdersWork
        implements SampledSentences.Work<DeletionOrdersWork.Pending, DeletionOrdersWork.Measured> {

    /** Number of sentences that go through the model together; each is up to four thousand sequences. */
    private static final int TOGETHER = 4;

    private final EvaluationInput input;
    private final GoodProbabilities model;
    private final TokenDeletion deletion = new TokenDeletion(DeletionOrdersEvaluation.MOST_FOR_BOUNDS);
    private final VariantValues columns;

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant
     */
    record Pending(int index, List<TargetRows> rows) {}

    /**
     * What some sentences yield.
     *
     * @param measures for each sentence and variant, every measure by layer
     */
    record Measured(List<List<Map<DeletionMeasure, double[]>>> measures) {}

    DeletionOrdersWork(EvaluationInput input) {
        this.input = input;
        model = new GoodProbabilities(input.model(), input.budget());
        columns = new VariantValues(
                input,
                Arrays.stream(DeletionMeasure.values()).map(DeletionMeasure::id).toList());
    }

    /** Returns the indices of the sentences with which chunks begin. */
    static List<Integer> chunks(EvaluationInput input) {
        return SampledSentences.chunks(input, TOGETHER);
    }

    EvaluationResult result() {
        SampledSentences.workOff(input, TOGETHER, Measured.class, this);
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    @Override
    public Pending read(List<MixingMap> maps, int index) {
        return new Pending(index, VariantValues.rows(input, index, maps));
    }

    @Override
    public void put(List<Pending> sentences, Measured measured) {
        for (int i = 0; i < sentences.size(); i++) {
            put(sentences.get(i), measured.measures().get(i));
        }
    }

    @Override
    public Measured measure(List<Pending> pending) {
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
