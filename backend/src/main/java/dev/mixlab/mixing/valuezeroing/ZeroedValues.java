package dev.mixlab.mixing.valuezeroing;

import dev.mixlab.mixing.method.LayerContext;
import java.util.List;

/**
 * How far each output of a layer moves when the value vectors of one token are zeroed in all heads, everything else of
 * the layer's attention staying as it is (Value Zeroing, Mohebbi et al. 2023, section 3). One array per sequence: [R, T]
 * row-major, [token whose output moves, token whose values are zeroed].
 *
 * @param cosine 1 minus the cosine similarity of the outputs, from 0 to 2
 * @param euclidean norm of their difference, in units of the hidden state
 * @param manhattan sum of the absolute components of their difference, in units of the hidden state; not formed where
 *     no method asks for it
 * @param manhattanNormalised the same of the outputs divided by their norms; not formed where no method asks for it
 */
record ZeroedValues(
        List<double[]> cosine, List<double[]> euclidean, List<double[]> manhattan, List<double[]> manhattanNormalised) {

    /** Those of a layer, computed once for all distances. */
    static ZeroedValues of(LayerContext layer) {
        return layer.shared(ZeroedValues.class, () -> new ValueZeroing(layer).distances());
    }
}
