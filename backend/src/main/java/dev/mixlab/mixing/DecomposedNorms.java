package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.Scratch;
import java.util.ArrayList;
import java.util.List;

/**
 * Norms of the parts of every layer's outputs that come from each token of the embedding output, by DecompX. All layers of
 * one sequence are done before the next, as the parts of a whole batch would fill the memory: T vectors for each state.
 *
 * @param layers per layer one map [T, T] per sequence
 */
record DecomposedNorms(List<List<double[]>> layers) {

    /** Those of a batch, made at its first layer. */
    static DecomposedNorms of(LayerContext layer) {
        return layer.carried(DecomposedNorms.class, () -> {
            DecomposedNorms all = new DecomposedNorms(new ArrayList<>());
            for (int l = 0; l < layer.model().config().layers(); l++) {
                all.layers.add(new ArrayList<>());
            }
            for (int b = 0; b < layer.batch().size(); b++) {
                int sequence = b;
                Scratch.free(
                        () -> all.add(layer, OneSequence.states(layer.trace().x(), layer.batch(), sequence)));
            }
            return all;
        });
    }

    private void add(LayerContext layer, NDArray embedded) {
        Decomposition decomposition =
                new Decomposition(layer.model(), layer.modelContext().budget());
        List<LayerTrace> traces = OneSequence.layers(layer.model(), embedded);
        NDArray parts = null;
        for (int l = 0; l < traces.size(); l++) {
            parts = Decomposition.replaced(parts, decomposition.through(l, traces.get(l), 0, parts));
            NDArray norms = parts.norm(new int[] {-1}, false).toType(DataType.FLOAT64, false);
            layers.get(l).add(norms.toDoubleArray());
        }
    }
}
