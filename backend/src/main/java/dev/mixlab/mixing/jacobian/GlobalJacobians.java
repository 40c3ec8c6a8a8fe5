package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.tensor.SequenceSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * Frobenius norms of the blocks of the Jacobians of every layer's output with respect to the embedding output x(0). Changes
 * of single components of x(0) go forward through all layers at once, in slices that stay in the cache: one pass per
 * component of the input whatever the number of layers, and no Jacobian is ever held whole.
 *
 * @param layers per layer one map [T, T] per sequence, [token of the output, token of x(0)]
 */
record GlobalJacobians(List<List<double[]>> layers) {

    /** Returns the Jacobians of a batch, which are created at its first layer. */
    static GlobalJacobians of(LayerContext layer) {
        return layer.batchMemo().get(GlobalJacobians.class, () -> {
            GlobalJacobians all = new GlobalJacobians(new ArrayList<>());
            for (int l = 0; l < layer.model().config().layers(); l++) {
                all.layers.add(new ArrayList<>());
            }
            for (int b = 0; b < layer.batch().size(); b++) {
                int sequence = b;
                ArrayScope.discarding(
                        () -> all.add(layer, SequenceSlice.states(layer.trace().x(), layer.batch(), sequence)));
            }
            return all;
        });
    }

    private void add(LayerContext layer, NDArray embedded) {
        List<LayerTangents> tangents = tangents(layer.model(), embedded);
        int tokens = Math.toIntExact(embedded.getShape().get(1));
        int hidden = Math.toIntExact(embedded.getShape().get(2));
        Squares squares = new Squares(tangents.size(), tokens, hidden);
        int step = Math.max(1, layer.modelContext().budget().blockRows() / tokens);
        for (int from = 0; from < tokens * hidden; from += step) {
            int first = from;
            int end = Math.min(tokens * hidden, from + step);
            ArrayScope.discarding(() -> {
                NDArray change = components(embedded, first, end);
                for (int l = 0; l < tangents.size(); l++) {
                    change = tangents.get(l).through(change);
                    squares.add(l, first, change);
                }
            });
        }
        for (int l = 0; l < tangents.size(); l++) {
            layers.get(l).add(squares.norms(l));
        }
    }

    private static List<LayerTangents> tangents(MaskedLanguageModel model, NDArray embedded) {
        List<LayerTrace> traces = SequenceSlice.layers(model, embedded);
        List<LayerTangents> tangents = new ArrayList<>();
        for (int l = 0; l < traces.size(); l++) {
            tangents.add(new LayerTangents(
                    traces.get(l), model.weights(l), model.config().activation()));
        }
        return tangents;
    }

    /** Changes by 1 of single components, numbered token by token [n, T, H]. */
    private static NDArray components(NDArray embedded, int first, int end) {
        int size = Math.toIntExact(embedded.size());
        return embedded.getManager()
                .arange(first, end, 1, DataType.INT64)
                .oneHot(size, embedded.getDataType())
                .reshape(
                        end - first,
                        embedded.getShape().get(1),
                        embedded.getShape().get(2));
    }

    /** Sums of squares over the components of both sides of each block. */
    private static final class Squares {

        private final double[][] sums;
        private final int tokens;
        private final int hidden;

        Squares(int layers, int tokens, int hidden) {
            sums = new double[layers][tokens * tokens];
            this.tokens = tokens;
            this.hidden = hidden;
        }

        /** Adds what changes of the components from {@code first} on do to a layer's output [n, T, H]. */
        void add(int layer, int first, NDArray change) {
            double[] squares = change.square()
                    .sum(new int[] {-1})
                    .toType(DataType.FLOAT64, false)
                    .toDoubleArray();
            for (int k = 0; k < squares.length; k++) {
                int row = k % tokens;
                int column = (first + k / tokens) / hidden;
                sums[layer][row * tokens + column] += squares[k];
            }
        }

        double[] norms(int layer) {
            double[] norms = new double[tokens * tokens];
            for (int k = 0; k < norms.length; k++) {
                norms[k] = Math.sqrt(sums[layer][k]);
            }
            return norms;
        }
    }
}
