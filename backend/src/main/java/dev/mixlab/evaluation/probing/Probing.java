package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.evaluation.EvaluationChunks;
import dev.mixlab.evaluation.probing.code.CodeLength;
import dev.mixlab.evaluation.probing.code.CodingListener;
import dev.mixlab.evaluation.probing.code.ExampleOrder;
import dev.mixlab.evaluation.probing.code.LabelCode;
import dev.mixlab.evaluation.probing.code.LabelCode.Order;
import dev.mixlab.evaluation.probing.code.MlpLearner;
import dev.mixlab.evaluation.probing.code.OnlineCode;
import dev.mixlab.evaluation.probing.code.ProbeSettings;
import dev.mixlab.evaluation.probing.code.PublishedCode;
import dev.mixlab.evaluation.probing.code.RepeatedCode;
import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How well the target's number can be read off the target's representation, over layers.
 *
 * @param code how labels are coded
 * @param seed of the first order and its probes; every layer sees the examples in the same orders
 * @param orders number of random orders, at least 1
 */
public record Probing(LabelCode code, long seed, int orders) {

    private static final long BYTES_TOGETHER = 256L << 20;

    /** The seeds of two orders lie so far apart, as those of the blocks of one order follow each other. */
    private static final long STEP = 1000;

    public Probing {
        if (orders < 1) {
            throw new InvalidInputException("probing needs at least one order, not " + orders);
        }
    }

    /** A perceptron of 128 inner units and the standard portions. */
    public static Probing standard(long seed, int orders) {
        return new Probing(
                new OnlineCode(new MlpLearner(ProbeSettings.standard()), OnlineCode.STANDARD_SHARES), seed, orders);
    }

    /** The published script with its faults. */
    public static Probing asPublished(long seed, int orders) {
        return new Probing(new PublishedCode(), seed, orders);
    }

    /**
     * The result of one layer.
     *
     * @param layer 0 for the embedding output, l for the output of layer l
     * @param labels code lengths of the labels
     * @param control the same of labels dealt out at random
     */
    public record LayerResult(int layer, RepeatedCode labels, RepeatedCode control) {}

    /**
     * An order as it is drawn.
     *
     * @param seed of the order
     * @param examples their indices in the order in which their labels are transmitted [n]
     * @param dealt of each example the index of the one whose label it has in the control [n]
     */
    public record DrawnOrder(long seed, List<Integer> examples, List<Integer> dealt) {}

    /** The seed of each order. */
    public List<Long> seeds() {
        return LongStream.range(0, orders).mapToObj(k -> seed + STEP * k).toList();
    }

    /** The orders in which the labels of so many examples are transmitted. */
    public List<DrawnOrder> drawnOrders(int examples) {
        return seeds().stream()
                .map(one -> new DrawnOrder(
                        one,
                        Arrays.stream(ExampleOrder.of(examples, one)).boxed().toList(),
                        Arrays.stream(ExampleOrder.dealt(examples, one)).boxed().toList()))
                .toList();
    }

    /** Tells whether there is anything to read off: every target has a label, and two labels occur. */
    public static boolean defined(List<@Nullable String> labels) {
        return labels.stream().noneMatch(Objects::isNull)
                && labels.stream().distinct().count() == 2;
    }

    /** Returns the class of each label: 0 for singular, or for what comes first by name, and 1 for the other. */
    private static int[] classes(List<@Nullable String> labels) {
        String singular = GrammaticalNumber.SINGULAR.label();
        String first = labels.contains(singular)
                ? singular
                : labels.stream()
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        return labels.stream().mapToInt(label -> first.equals(label) ? 0 : 1).toArray();
    }

    /**
     * Probes every layer and returns the results in order, the embedding output first.
     *
     * @param targets per example the label of its target; two labels occur
     * @param listener hears of labels coded, those of every layer, order and control
     * @throws dev.mixlab.common.CancelledException when the listener asks for it
     */
    public List<LayerResult> of(TargetStates states, List<@Nullable String> targets, CodingListener listener) {
        return of(states, targets, listener, EvaluationChunks.computed());
    }

    /**
     * Probes every layer as {@link #of(TargetStates, List, CodingListener)} does.
     *
     * @param chunks the results of layers that were probed already
     */
    public List<LayerResult> of(
            TargetStates states, List<@Nullable String> targets, CodingListener listener, EvaluationChunks chunks) {
        if (!defined(targets)) {
            throw new InvalidInputException("probing needs examples with labels, of two classes");
        }
        int[] labels = classes(targets);
        List<ProbeData> layers = Arrays.stream(states.layers())
                .map(features -> new ProbeData(features, labels, 2))
                .toList();
        long ofLayer = (long) orders * labels.length;
        long whole = 2L * layers.size() * ofLayer;
        int together = together(labels.length, layers.get(0).features()[0].length);
        List<LayerResult> results = new ArrayList<>();
        for (int from = 0; from < layers.size(); from += together) {
            List<ProbeData> some = layers.subList(from, Math.min(layers.size(), from + together));
            List<Order> drawn =
                    seeds().stream().map(one -> new Order(some, one)).toList();
            long before = 2L * from * ofLayer;
            Lengths lengths = chunks.get(
                    2 * from, Lengths.class, () -> new Lengths(code.lengths(drawn, listener.part(before, whole))));
            listener.stopIfAsked();
            long half = before + some.size() * ofLayer;
            Lengths controls = chunks.get(
                    2 * from + 1, Lengths.class, () -> new Lengths(code.controls(drawn, listener.part(half, whole))));
            listener.stopIfAsked();
            for (int i = 0; lengths != null && controls != null && i < some.size(); i++) {
                results.add(new LayerResult(from + i, repeated(lengths.lengths(), i), repeated(controls.lengths(), i)));
            }
        }
        return results;
    }

    /**
     * Code lengths of some layers.
     *
     * @param lengths by order and layer
     */
    private record Lengths(List<List<CodeLength>> lengths) {}

    private static RepeatedCode repeated(List<List<CodeLength>> orders, int task) {
        return new RepeatedCode(orders.stream().map(order -> order.get(task)).toList());
    }

    /**
     * Returns the numbers of the chunks in which layers are probed: two for layers that are probed at once, one for the labels and one for
     * the control.
     *
     * @param layers number of layers with the embedding output
     * @param examples number of examples
     * @param hidden components of a representation
     */
    public List<Integer> chunks(int layers, int examples, int hidden) {
        int together = together(examples, hidden);
        return IntStream.range(0, 2 * layers)
                .filter(number -> number / 2 % together == 0)
                .boxed()
                .toList();
    }

    /** How many layers are probed at once, so that their representations do not fill the memory. */
    private int together(int examples, int hidden) {
        long bytes = (long) orders * examples * hidden * Float.BYTES;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, BYTES_TOGETHER / Math.max(1, bytes)));
    }
}
