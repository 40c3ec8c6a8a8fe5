package dev.mixlab.evaluation.randomisation;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.sentence.SampledSentences;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MixingMap;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs the evaluation of weight randomisation over the sampled sentences, several at a time. */
final class WeightRandomisationWork
        implements SampledSentences.Work<WeightRandomisationWork.Pending, WeightRandomisationWork.Measured> {

    /** Number of sentences of a chunk, for each of which the weights are drawn once more. */
    static final int TOGETHER = 16;

    private final EvaluationInput input;
    private final VariantValues columns;

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param rows one entry per method variant that has a map of it
     */
    record Pending(int index, List<TargetRows> rows) {}

    /**
     * How little the scores of some sentences change.
     *
     * @param parts by re-initialised part of the model, one entry per sentence
     */
    record Measured(Map<RandomisedPart, List<SentenceAgreement>> parts) {}

    /**
     * The agreement of a sentence's scores with those of a re-initialised model.
     *
     * @param layers by the sentence's method variants, each by layer; empty where there are no such scores
     */
    record SentenceAgreement(List<double[]> layers) {}

    WeightRandomisationWork(EvaluationInput input) {
        this.input = input;
        columns = new VariantValues(
                input,
                RandomisedPart.measures().stream().map(measure -> measure.id()).toList());
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
    public Measured measure(List<Pending> sentences) {
        Map<RandomisedPart, List<SentenceAgreement>> parts = new EnumMap<>(RandomisedPart.class);
        for (RandomisedPart part : RandomisedPart.values()) {
            parts.put(part, measure(part, sentences));
        }
        return new Measured(parts);
    }

    private List<SentenceAgreement> measure(RandomisedPart part, List<Pending> sentences) {
        Map<Integer, SentenceAgreement> agreements = new HashMap<>();
        List<String> methods =
                input.views().stream().map(MethodVariant::method).distinct().toList();
        try (MaskedLanguageModel model =
                        part.reinitialise(input.model(), input.settings().seed());
                ScoreEngine engine = new ScoreEngine(
                        model, ScoringMethods.of(methods), input.maps().options(input.budget()))) {
            engine.score(
                    sentences.stream()
                            .map(one -> input.example(one.index()).encoded())
                            .toList(),
                    scored -> agreements.put(scored.index(), agreement(sentences.get(scored.index()), scored.maps())),
                    input.watch()::shallStop);
        }
        return IntStream.range(0, sentences.size()).mapToObj(agreements::get).toList();
    }

    private SentenceAgreement agreement(Pending sentence, List<MixingMap> maps) {
        int target = input.example(sentence.index()).encoded().target();
        Map<MethodVariant, TargetRows> others = VariantValues.rows(input, sentence.index(), maps).stream()
                .collect(Collectors.toMap(TargetRows::view, Function.identity()));
        return new SentenceAgreement(sentence.rows().stream()
                .map(rows -> {
                    TargetRows other = others.get(rows.view());
                    return other == null ? new double[0] : RowAgreement.of(rows, other, target);
                })
                .toList());
    }

    @Override
    public void put(List<Pending> sentences, Measured measured) {
        measured.parts().forEach((part, ofPart) -> {
            for (int i = 0; i < sentences.size(); i++) {
                put(part, sentences.get(i), ofPart.get(i));
            }
        });
    }

    private void put(RandomisedPart part, Pending sentence, SentenceAgreement agreement) {
        for (int view = 0; view < sentence.rows().size(); view++) {
            double[] layers = agreement.layers().get(view);
            if (layers.length > 0) {
                columns.put(sentence.rows().get(view).view(), part.measure().id(), sentence.index(), layers);
            }
        }
    }
}
