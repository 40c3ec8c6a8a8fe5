package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.GrammaticalNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How well the target's number can be read off the target's representation, over layers.
 *
 * @param code how labels are coded
 * @param seed of orders and probes; every layer sees the examples in the same order
 */
public record Probing(OnlineCode code, long seed) {

    /** A perceptron of 128 inner units and the standard portions. */
    public static Probing standard(long seed) {
        return new Probing(new OnlineCode(new MlpLearner(ProbeSettings.standard()), OnlineCode.STANDARD_SHARES), seed);
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
     * @throws dev.mixlab.common.CancelledException when {@code cancelled} says so between two blocks
     */
    public List<LayerResult> of(TargetStates states, List<GrammaticalNumber> numbers, BooleanSupplier cancelled) {
        if (numbers.isEmpty()) {
            throw new InvalidInputException("probing needs at least one example");
        }
        int[] labels = numbers.stream()
                .mapToInt(number -> number == GrammaticalNumber.SINGULAR ? 0 : 1)
                .toArray();
        List<LayerResult> results = new ArrayList<>();
        for (int layer = 0; layer < states.layers().length; layer++) {
            ProbeData data = new ProbeData(states.layers()[layer], labels, 2);
            results.add(
                    new LayerResult(layer, code.length(data, seed, cancelled), code.control(data, seed, cancelled)));
        }
        return results;
    }
}
