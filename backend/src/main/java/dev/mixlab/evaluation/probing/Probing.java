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
 * @param seed of orders and probes; every layer sees the examples in the same order
 */
public record Probing(LabelCode code, long seed) {

    private static final long BYTES_TOGETHER = 256L << 20;

    /** A perceptron of 128 inner units and the standard portions. */
    public static Probing standard(long seed) {
        return new Probing(new OnlineCode(new MlpLearner(ProbeSettings.standard()), OnlineCode.STANDARD_SHARES), seed);
    }

    /** The published script with its faults. */
    public static Probing asPublished(long seed) {
        return new Probing(new PublishedCode(), seed);
    }

    /**
     * The result of one layer.
     *
     * @param layer 0 for the embedding output, l for the output of layer l
     * @param labels code length of the labels
     * @param control the same of labels dealt out at random
     */
    public record LayerResult(int layer, CodeLength labels, CodeLength control) {}

    /**
     * Of every layer, the embedding output first.
     *
     * @param numbers per example the number of its target
     * @param listener hears of labels coded, those of every layer and of every control
     * @throws dev.mixlab.common.CancelledException when the listener asks for it
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

    /** How many layers are probed at once, so that their representations do not fill the memory. */
    private static int together(ProbeData layer) {
        long bytes = (long) layer.size() * layer.features()[0].length * Float.BYTES;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, BYTES_TOGETHER / Math.max(1, bytes)));
    }
}
