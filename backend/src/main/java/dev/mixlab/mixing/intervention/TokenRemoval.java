package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sentence some of whose tokens are dropped before a layer: that layer and all above it compute nothing for them, and no other token
 * attends to them. Below the layer they are there.
 */
public final class TokenRemoval {

    private final MaskedLanguageModel model;
    private final NDManager scope;
    private final EncodedExample example;
    private final int together;
    private final List<NDArray> states;

    /**
     * The answer with some tokens dropped.
     *
     * @param good logit of the good word
     * @param bad logit of the bad word
     * @param probability soft-max probability of the good word over the vocabulary
     */
    public record Answered(double good, double bad, double probability) {

        /** Returns whether the good word has the higher logit. */
        public boolean correct() {
            return good > bad;
        }
    }

    /**
     * Runs the whole sentence once and keeps the input of every layer.
     *
     * @param scope owns the kept states
     * @param budget the memory that variants of the sentence may take together
     */
    public TokenRemoval(MaskedLanguageModel model, NDManager scope, MachineBudget budget, EncodedExample example) {
        this.model = model;
        this.scope = scope;
        this.example = example;
        together = budget.sequences(model.config(), model.precision(), example.length());
        states = model.walkKeepingStates(model.exampleBatch(scope, List.of(example)), (layer, trace) -> {});
    }

    /**
     * Runs a batch without padding once, dropping the same tokens of every sentence.
     *
     * @param layer the first layer without the dropped tokens, from 0
     * @param kept the indices of the tokens that stay [R]
     * @return the last hidden states of these [B, R, H]
     */
    public static NDArray pass(MaskedLanguageModel model, TokenBatch batch, int layer, int[] kept) {
        return ArrayScope.returning(() -> {
            NDArray x = model.embed(batch);
            for (int l = 0; l < model.config().layers(); l++) {
                if (l == layer) {
                    long[] tokens = IntStream.of(kept).asLongStream().toArray();
                    NDArray index = x.getManager().create(tokens, new Shape(1, tokens.length));
                    x = model.gatherRows(x, index.repeat(0, x.getShape().get(0)));
                }
                x = model.layer(l, x, null).out();
            }
            return x;
        });
    }

    /** Returns the answer to the whole sentence. */
    public Answered whole() {
        return ArrayScope.value(() -> answers(states.get(states.size() - 1), new int[] {example.target()}))
                .get(0);
    }

    /**
     * Returns the answers, in the order of what is kept.
     *
     * @param layer the first layer without the dropped tokens, from 0
     * @param kept for each variant the indices of the tokens that stay, ascending, with the target among them
     * @throws InvalidInputException when the target is not kept
     */
    public List<Answered> without(int layer, List<int[]> kept) {
        Map<Integer, List<Integer>> bySize = new LinkedHashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            bySize.computeIfAbsent(kept.get(i).length, size -> new ArrayList<>())
                    .add(i);
        }
        Answered[] answers = new Answered[kept.size()];
        for (List<Integer> places : bySize.values()) {
            for (int first = 0; first < places.size(); first += together) {
                List<Integer> some = places.subList(first, Math.min(places.size(), first + together));
                List<Answered> ofSome = ArrayScope.value(
                        () -> run(layer, some.stream().map(kept::get).toList()));
                for (int i = 0; i < some.size(); i++) {
                    answers[some.get(i)] = ofSome.get(i);
                }
            }
        }
        return Arrays.asList(answers);
    }

    /** Runs variants that keep as many tokens each from a layer up. */
    private List<Answered> run(int layer, List<int[]> kept) {
        int variants = kept.size();
        int size = kept.get(0).length;
        long[] tokens = kept.stream().flatMapToInt(IntStream::of).asLongStream().toArray();
        NDArray index = scope.create(tokens, new Shape(variants, size));
        NDArray x = model.gatherRows(states.get(layer).repeat(0, variants), index);
        for (int l = layer; l < model.config().layers(); l++) {
            x = model.layer(l, x, null).out();
        }
        return answers(x, kept.stream().mapToInt(this::placeOfTarget).toArray());
    }

    private int placeOfTarget(int[] kept) {
        int place = Arrays.binarySearch(kept, example.target());
        if (place < 0) {
            throw new InvalidInputException("example %s: the target cannot be dropped".formatted(example.id()));
        }
        return place;
    }

    private List<Answered> answers(NDArray last, int[] targets) {
        long[] rows = IntStream.of(targets).asLongStream().toArray();
        NDArray top = model.gatherRows(last, scope.create(rows, new Shape(rows.length, 1)));
        NDArray logits = model.logits(top).squeeze(1).toType(DataType.FLOAT64, false);
        double[] good = column(logits, example.goodId());
        double[] bad = column(logits, example.badId());
        double[] probabilities = column(logits.softmax(-1), example.goodId());
        List<Answered> answers = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isFinite(good[i]) || !Double.isFinite(bad[i])) {
                throw new InvalidInputException("example %s: logits are not finite".formatted(example.id()));
            }
            answers.add(new Answered(good[i], bad[i], probabilities[i]));
        }
        return answers;
    }

    private static double[] column(NDArray rows, int column) {
        return rows.get(":, {}", column).toDoubleArray();
    }
}
