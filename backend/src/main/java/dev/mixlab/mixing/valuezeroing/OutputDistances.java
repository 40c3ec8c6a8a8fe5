package dev.mixlab.mixing.valuezeroing;

import dev.mixlab.mixing.method.LayerContext;
import java.util.List;

/**
 * Distances between the outputs of a layer and its outputs with the value vectors of one token zeroed in all heads, the
 * layer's attention staying as it is. Each list has one array per sequence: [R, T] row-major, [token whose output moves,
 * token whose values are zeroed].
 *
 * @param cosine 1 minus the cosine similarity of the outputs, from 0 to 2
 * @param euclidean norm of their difference, in units of the hidden state
 * @param manhattan sum of the absolute components of their difference, in units of the hidden state; all 0 unless a method
 *     of the pass measures by it
 * @param manhattanNormalised the same sum for the outputs divided by their norms; all 0 unless a method of the pass
 *     measures by it
 */
record OutputDistances(
        List<double[]> cosine, List<double[]> euclidean, List<double[]> manhattan, List<double[]> manhattanNormalised) {

    /** Returns the distances of a layer, which are computed once for all methods. */
    static OutputDistances of(LayerContext layer) {
        return layer.memo().get(OutputDistances.class, () -> new ZeroedOutputs(layer).distances());
    }
}
