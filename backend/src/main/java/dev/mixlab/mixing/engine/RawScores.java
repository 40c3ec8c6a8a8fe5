package dev.mixlab.mixing.engine;

import dev.mixlab.mixing.method.ContextMixingMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The raw scores of a batch: for each method and sequence, one array [R, T] per layer. */
final class RawScores {

    private final Map<ContextMixingMethod, double[][][]> layersOfSequences = new HashMap<>();

    RawScores(List<ContextMixingMethod> methods, int sequences, int layers) {
        methods.forEach(method -> layersOfSequences.put(method, new double[sequences][layers][]));
    }

    void put(ContextMixingMethod method, int sequence, int layer, double[] scores) {
        layers(method, sequence)[layer] = scores;
    }

    /** Returns the scores of one sequence by a method [layers][R * T]. */
    double[][] layers(ContextMixingMethod method, int sequence) {
        return Objects.requireNonNull(layersOfSequences.get(method))[sequence];
    }
}
