package dev.mixlab.evaluation.suite;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.causal.KnockoutAgreement;
import dev.mixlab.evaluation.causal.Knockouts;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.InvalidScores;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the evaluation of agreement with knock-outs over the sampled sentences, several at a time. */
final class CausalWork implements AutoCloseable {

    /** Number of sentences that go through the model together; each is hundreds of sequences. */
    private static final int TOGETHER = 16;

    private final EvaluationInput input;
    private final SentenceSample sample;
    private final VariantValues columns;
    private final ScoreEngine engine;
    private final List<Pending> pending = new ArrayList<>();

    /**
     * A sentence whose maps were read and hold no knock-outs.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant
     */
    private record Pending(int index, List<TargetRows> rows) {}

    CausalWork(EvaluationInput input) {
        this.input = input;
        sample = SentenceSample.of(input);
        columns = new VariantValues(
                input,
                Arrays.stream(KnockoutAgreement.values())
                        .map(KnockoutAgreement::id)
                        .toList());
        engine = new ScoreEngine(
                input.model(),
                ScoringMethods.of(Knockouts.METHODS),
                new ScoreOptions(
                        input.budget(),
                        AttributionOptions.standard(),
                        Rows.TARGET,
                        input.settings().seed(),
                        InvalidScores.SKIP));
    }

    EvaluationResult result() {
        input.maps().visit(this::take);
        score();
        return new EvaluationResult(input.examples().size(), columns.all(), List.of());
    }

    private void take(List<MixingMap> maps, int index) {
        input.watch().stopIfAsked();
        if (sample.holds(index)) {
            List<TargetRows> rows = VariantValues.rows(input, index, maps);
            Knockouts.in(maps)
                    .ifPresentOrElse(
                            knockouts -> put(index, rows, knockouts), () -> pending.add(new Pending(index, rows)));
        }
        if (pending.size() == TOGETHER) {
            score();
        }
        input.watch().done((index + 1.0) / input.examples().size());
    }

    /** Cuts the tokens of the pending sentences; one whose knock-outs cannot be used has no values. */
    private void score() {
        List<EncodedExample> sentences = pending.stream()
                .map(one -> input.example(one.index()).encoded())
                .toList();
        engine.score(
                sentences,
                scored -> {
                    Pending sentence = pending.get(scored.index());
                    Knockouts.in(scored.maps())
                            .ifPresent(knockouts -> put(sentence.index(), sentence.rows(), knockouts));
                },
                input.watch()::shallStop);
        pending.clear();
    }

    private void put(int index, List<TargetRows> rows, Knockouts knockouts) {
        int target = input.example(index).encoded().target();
        for (TargetRows row : rows) {
            for (KnockoutAgreement agreement : KnockoutAgreement.values()) {
                columns.put(row.view(), agreement.id(), index, agreement.of(knockouts, row, target));
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
