package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.evaluation.probing.network.ProbeData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well the target's number can be read off the target's representation, over layers.
 *
 * @param code how labels are coded
 * @param seed seed of orders and probes; the order of the examples is the same for every layer
 */
public record Probing(LabelCode code, long seed) {

    private static final long BYTES_TOGETHER = 256L << 20;

    /** Returns probing by a perceptron of 128 hidden units with the standard portions. */
    public static Probing standard(long seed) {
        return new Probing(new OnlineCode(new MlpLearner(ProbeSettings.standard()), OnlineCode.STANDARD_SHARES), seed);
    }

    /** Returns probing as the published script computes it, including its faults. */
    public static Probing asPublished(long seed) {
        return new Probing(new PublishedCode(), seed);
    }

    /**
     * The result of one layer.
     *
     * @param layer 0 for the embedding output, l for the output of layer l
     * @param labels code length of the labels
     * @param control code length of the control task, whose labels are in random order
     */
    public record LayerResult(int layer, CodeLength labels, CodeLength control) {}

    /**
     * Probes every layer and returns the results in order, the embedding output first.
     *
     * @param numbers grammatical number of the target of each example
     * @param listener receives the number of labels coded in all layers and control tasks
     * @throws dev.mixlab.common.CancelledException if the listener stops the coding
     */
    public List<LayerResult> of(TargetStates states, List<GrammaticalNumber> numbers, CodingListener listener) {
        if (numbers.isEmpty()) {
            throw new InvalidInputException("probing needs at least one example");
        }
        int[] labels = numbers.stream()
                .mapToInt(number -> number == GrammaticalNumber.SINGULAR ? 0 : 1)
                .toArray();
        List<ProbeData> layers = Arrays.stream(states.layers())
                .map(features -> new ProbeData(features, labels, 2))
                .toList();
        long whole = 2L * layers.size() * labels.length;
        int together = together(layers.get(0));
        List<LayerResult> results = new ArrayList<>();
        for (int from = 0; from < layers.size(); from += together) {
            List<ProbeData> some = layers.subList(from, Math.min(layers.size(), from + together));
            long before = 2L * from * labels.length;
            List<CodeLength> lengths = code.lengths(some, seed, listener.part(before, whole));
            long half = before + (long) some.size() * labels.length;
            List<CodeLength> controls = code.controls(some, seed, listener.part(half, whole));
            for (int i = 0; i < some.size(); i++) {
                results.add(new LayerResult(from + i, lengths.get(i), controls.get(i)));
            }
        }
        return results;
    }

    /** Returns the number of layers that are probed at the same time, limited by the memory for their representations. */
    private static int together(ProbeData layer) {
        long bytes = (long) layer.size() * layer.features()[0].length * Float.BYTES;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, BYTES_TOGETHER / Math.max(1, bytes)));
    }
}
