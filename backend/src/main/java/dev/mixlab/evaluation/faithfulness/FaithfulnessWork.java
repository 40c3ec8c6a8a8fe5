package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs the evaluation of faithfulness over the sentences, several at a time. */
final class FaithfulnessWork {

    /** Number of sentences that go through the model together; with deletion curves each is hundreds of sequences. */
    private static final int TOGETHER = 16;

    private final EvaluationInput input;
    private final GoodProbabilities model;
    private final SampledDeletionCurves deletions;
    private final VariantValues columns;
    private final List<Document> documents = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant
     */
    record Waiting(int index, List<TargetRows> rows) {}

    /**
     * What the model says of some sentences.
     *
     * @param blankOuts one per sentence
     * @param deletions one per sentence of the sample
     */
    private record Measured(List<BlankOut> blankOuts, List<SentenceDeletion> deletions) {}

    FaithfulnessWork(EvaluationInput input) {
        this.input = input;
        this.model = new GoodProbabilities(input.model(), input.budget());
        this.deletions = new SampledDeletionCurves(input, model);
        Stream<String> ranks = Arrays.stream(RankAgreement.values()).map(RankAgreement::id);
        Stream<String> curves = Stream.of(FaithfulnessEvaluation.COMPREHENSIVENESS, FaithfulnessEvaluation.SUFFICIENCY);
        this.columns = new VariantValues(input, Stream.concat(ranks, curves).toList());
    }

    /** Returns the indices of the sentences with which chunks begin. */
    static List<Integer> chunks(EvaluationInput input) {
        return IntStream.iterate(0, first -> first < input.examples().size(), first -> first + TOGETHER)
                .boxed()
                .toList();
    }

    void visit() {
        input.maps().visit(this::take);
        workOff();
        input.watch().stopIfAsked();
    }

    private void take(List<MixingMap> maps, int index) {
        waiting.add(new Waiting(index, VariantValues.rows(input, index, maps)));
        if (waiting.size() == TOGETHER) {
            workOff();
        }
    }

    private void workOff() {
        input.watch().stopIfAsked();
        if (waiting.isEmpty()) {
            return;
        }
        Measured measured = input.chunks().get(waiting.get(0).index(), Measured.class, this::measure);
        if (measured != null) {
            for (int i = 0; i < waiting.size(); i++) {
                put(waiting.get(i), measured.blankOuts().get(i));
            }
            deletions.add(waiting, measured.deletions(), columns);
        }
        input.watch()
                .done((waiting.get(waiting.size() - 1).index() + 1.0)
                        / input.examples().size());
        waiting.clear();
    }

    private Measured measure() {
        List<EncodedExample> sentences = waiting.stream()
                .map(one -> input.example(one.index()).encoded())
                .toList();
        return new Measured(BlankOut.of(model, sentences, input.watch()::shallStop), deletions.measure(waiting));
    }

    private void put(Waiting sentence, BlankOut blankOut) {
        for (TargetRows rows : sentence.rows()) {
            for (RankAgreement rank : RankAgreement.values()) {
                columns.put(rows.view(), rank.id(), sentence.index(), rank.of(blankOut, rows));
            }
        }
        List<Double> drops =
                DoubleStream.of(blankOut.drops()).mapToObj(Digits::round).toList();
        documents.add(new Document(
                BlankedOut.NAME, sentence.index(), new BlankedOut(drops, deletions.holds(sentence.index()))));
    }

    EvaluationResult result() {
        List<Document> all = new ArrayList<>(documents);
        all.addAll(deletions.documents());
        deletions.tables().forEach(table -> all.add(new Document(DeletionTable.NAME, table.layer(), table)));
        return new EvaluationResult(input.examples().size(), columns.all(), all);
    }
}
