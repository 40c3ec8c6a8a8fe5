package dev.mixlab.evaluation.removal;

import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.deletion.OrdinaryTokens;
import dev.mixlab.evaluation.quantity.Quantity;
import dev.mixlab.evaluation.quantity.QuantityColumns;
import dev.mixlab.evaluation.quantity.QuantityTable;
import dev.mixlab.evaluation.sentence.SampledSentences;
import dev.mixlab.evaluation.sentence.VariantValues;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Runs the evaluation of token removal over the sampled sentences, several at a time. */
final class TokenRemovalWork implements SampledSentences.Work<TokenRemovalWork.Pending, TokenRemovalWork.Measured> {

    /** Number of sentences that go through the model together; each is hundreds of sequences. */
    private static final int TOGETHER = 16;

    private final EvaluationInput input;
    private final VariantValues columns;
    private final QuantityColumns quantities;

    /**
     * A sentence whose maps were read.
     *
     * @param index index of the sentence
     * @param variants those that have a whole map of every layer
     * @param maps one for each of these
     */
    record Pending(int index, List<MethodVariant> variants, List<MixingMap> maps) {}

    /**
     * What some sentences yield.
     *
     * @param removals one per sentence
     */
    record Measured(List<SentenceRemoval> removals) {}

    TokenRemovalWork(EvaluationInput input, List<Quantity> quantities) {
        MaskedLmHeads.require(input.model(), "token removal, which compares answers,");
        this.input = input;
        columns = new VariantValues(
                input, RemovalShare.measures().stream().map(one -> one.id()).toList());
        this.quantities = new QuantityColumns(
                1,
                config().layers(),
                null,
                quantities.stream().map(Quantity::id).toList(),
                input.examples().size());
    }

    private EncoderConfig config() {
        return input.model().config();
    }

    /** Returns the indices of the sentences with which chunks begin. */
    static List<Integer> chunks(EvaluationInput input) {
        return SampledSentences.chunks(input, TOGETHER);
    }

    EvaluationResult result() {
        SampledSentences.workOff(input, TOGETHER, Measured.class, this);
        List<Document> documents = new ArrayList<>();
        documents.add(
                new Document(QuantityTable.name(TokenRemovalEvaluation.ID), 0, QuantityTable.of(input, quantities)));
        documents.addAll(quantities.documents(TokenRemovalEvaluation.ID));
        return new EvaluationResult(input.examples().size(), columns.all(), documents);
    }

    @Override
    public Pending read(List<MixingMap> maps, int index) {
        List<MethodVariant> variants = new ArrayList<>();
        List<MixingMap> whole = new ArrayList<>();
        for (MethodVariant variant : input.views()) {
            for (MixingMap map : maps) {
                boolean everyLayer = variant.layers(config().layers()) == config().layers();
                if (map.method().equals(variant.method()) && map.whole() && everyLayer) {
                    variants.add(variant);
                    whole.add(variant.aggregation().apply(map));
                }
            }
        }
        return new Pending(index, variants, whole);
    }

    @Override
    public void put(List<Pending> sentences, Measured measured) {
        for (int i = 0; i < sentences.size(); i++) {
            put(sentences.get(i), measured.removals().get(i));
        }
    }

    @Override
    public Measured measure(List<Pending> pending) {
        Map<Integer, SentenceRemoval> removals = new ConcurrentHashMap<>();
        MachineBudget share = input.budget().memorySplitAmong(input.budget().threads());
        int[] lengths = pending.stream()
                .mapToInt(one -> input.example(one.index()).encoded().length())
                .toArray();
        ForwardPasses.run(
                input.model(),
                input.budget(),
                lengths,
                (scope, batch) -> batch.forEach(number -> {
                    Pending one = pending.get(number);
                    input.watch().stopIfAsked();
                    removals.put(
                            number,
                            SentenceRemoval.of(
                                    input.model(),
                                    share,
                                    input.example(one.index()).encoded(),
                                    one.maps()));
                }),
                input.watch()::stopIfAsked);
        return new Measured(IntStream.range(0, pending.size())
                .mapToObj(number -> Objects.requireNonNull(removals.get(number)))
                .toList());
    }

    private void put(Pending sentence, SentenceRemoval removal) {
        RemovalShare[] shares = RemovalShare.values();
        for (int v = 0; v < sentence.variants().size(); v++) {
            MethodVariant variant = sentence.variants().get(v);
            for (int at = 0; at < shares.length; at++) {
                RemovalShare share = shares[at];
                double[] accuracy = removal.accuracies().get(v).get(at);
                double[] probability = removal.probabilities().get(v).get(at);
                columns.put(variant, share.accuracy().id(), sentence.index(), accuracy);
                columns.put(variant, share.probability().id(), sentence.index(), probability);
            }
        }
        putQuantities(sentence.index(), removal);
    }

    private void putQuantities(int index, SentenceRemoval removal) {
        EncodedExample example = input.example(index).encoded();
        int layers = config().layers();
        quantities.put(TokenRemovalEvaluation.WHOLE_ACCURACY.id(), index, constant(layers, removal.correct()));
        quantities.put(TokenRemovalEvaluation.WHOLE_PROBABILITY.id(), index, constant(layers, removal.probability()));
        int ordinary = OrdinaryTokens.of(example).count();
        for (RemovalShare share : RemovalShare.values()) {
            int kept = example.length() - share.dropped(ordinary);
            quantities.put(
                    share.work().id(),
                    index,
                    IntStream.range(0, layers)
                            .mapToDouble(layer -> MultiplyAdds.share(config(), example.length(), kept, layer))
                            .toArray());
        }
    }

    private static double[] constant(int layers, double value) {
        double[] values = new double[layers];
        Arrays.fill(values, value);
        return values;
    }
}
