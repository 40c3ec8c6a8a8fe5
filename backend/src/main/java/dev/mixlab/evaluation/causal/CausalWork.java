package dev.mixlab.evaluation.causal;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.causal.CausalEffects.Further;
import dev.mixlab.evaluation.sentence.SampledSentences;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.InvalidScores;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs the evaluation of agreement with knock-outs over the sampled sentences, several at a time. */
final class CausalWork implements SampledSentences.Work<CausalWork.Pending, CausalWork.Measured>, AutoCloseable {

    /** Number of sentences that go through the model together; each is hundreds of sequences. */
    private static final int TOGETHER = 16;

    private final EvaluationInput input;
    private final VariantValues columns;
    private final ScoreEngine engine;
    private final MaskedLanguageModel precise;

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant
     * @param known the knock-outs that its maps hold; null if they hold none
     */
    record Pending(
            int index, List<TargetRows> rows, @Nullable Knockouts known) {}

    /**
     * What interventions in some sentences yield.
     *
     * @param effects one per sentence, null where its knock-outs cannot be used
     */
    record Measured(List<@Nullable CausalEffects> effects) {}

    CausalWork(EvaluationInput input) {
        this.input = input;
        columns = new VariantValues(
                input,
                Arrays.stream(KnockoutAgreement.values())
                        .map(KnockoutAgreement::id)
                        .toList());
        precise = input.model().copy(Precision.FLOAT64);
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
        return new Pending(
                index,
                VariantValues.rows(input, index, maps),
                Knockouts.in(maps).orElse(null));
    }

    /** {@inheritDoc} A sentence whose knock-outs cannot be used has no values. */
    @Override
    public void put(List<Pending> sentences, Measured measured) {
        for (int i = 0; i < sentences.size(); i++) {
            CausalEffects effects = measured.effects().get(i);
            if (effects != null) {
                put(sentences.get(i), effects);
            }
        }
    }

    /** {@inheritDoc} It intervenes in them. */
    @Override
    public Measured measure(List<Pending> pending) {
        Map<Integer, Further> further = further(pending);
        List<@Nullable CausalEffects> effects = new ArrayList<>(Collections.nCopies(pending.size(), null));
        List<Integer> cut = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Pending one = pending.get(i);
            if (one.known() == null) {
                cut.add(i);
            } else {
                effects.set(i, new CausalEffects(one.known(), furtherOf(further, one)));
            }
        }
        engine.score(
                cut.stream()
                        .map(i -> input.example(pending.get(i).index()).encoded())
                        .toList(),
                scored -> {
                    int place = cut.get(scored.index());
                    Knockouts.in(scored.maps())
                            .ifPresent(knockouts -> effects.set(
                                    place, new CausalEffects(knockouts, furtherOf(further, pending.get(place)))));
                },
                input.watch()::shallStop);
        return new Measured(effects);
    }

    /** Computes the interventions that are no methods, by index of the sentence, several sentences at a time. */
    private Map<Integer, Further> further(List<Pending> pending) {
        Map<Integer, Further> effects = new ConcurrentHashMap<>();
        MachineBudget share = input.budget().memorySplitAmong(input.budget().threads());
        int[] lengths = pending.stream()
                .mapToInt(one -> input.example(one.index()).encoded().length())
                .toArray();
        ForwardPasses.run(
                precise,
                input.budget(),
                lengths,
                (scope, batch) -> batch.forEach(number -> {
                    int index = pending.get(number).index();
                    input.watch().stopIfAsked();
                    effects.put(index, Further.of(precise, share, input.example(index)));
                }),
                input.watch()::stopIfAsked);
        return effects;
    }

    private static Further furtherOf(Map<Integer, Further> further, Pending sentence) {
        return further.getOrDefault(sentence.index(), Further.NONE);
    }

    private void put(Pending sentence, CausalEffects effects) {
        int index = sentence.index();
        int target = input.example(index).encoded().target();
        for (TargetRows row : sentence.rows()) {
            for (KnockoutAgreement agreement : KnockoutAgreement.values()) {
                columns.put(row.view(), agreement.id(), index, agreement.of(effects, row, target));
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        precise.close();
    }
}
