package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.decompx.DecomposedBatch.Chunk;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.PaddedMaps;
import dev.mixlab.mixing.tensor.RemainingLayers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs parts of DecompX that start at some of the layers through all layers above, for some sequences. */
final class DecomposedPass {

    /** The receiver of the targets' parts. */
    interface Sink {

        /**
         * The vectors that add up to the targets' last hidden states.
         *
         * @param start the layer at whose input they start
         * @param parts the vectors [n, T, H], freed afterwards
         * @param head the masked-LM head at the targets
         */
        void take(int start, NDArray parts, DecomposedHead head);
    }

    private final ModelContext context;
    private final MaskedLanguageModel model;
    private final Chunk chunk;
    private final int first;
    private final int end;
    private final @Nullable List<List<double[]>> norms;
    private final @Nullable Sink sink;
    private final List<NDArray> parts = new ArrayList<>();

    /**
     * Creates a pass.
     *
     * @param first the first layer at whose input parts start
     * @param end the layer after the last of these
     * @param norms receiver of the norms of the parts that start at {@code first}, per layer, or null
     * @param sink receiver of the parts of the targets, or null
     */
    DecomposedPass(
            ModelContext context,
            Chunk chunk,
            int first,
            int end,
            @Nullable List<List<double[]>> norms,
            @Nullable Sink sink) {
        this.context = context;
        this.chunk = chunk;
        this.first = first;
        this.end = end;
        this.norms = norms;
        this.sink = sink;
        model = context.model();
    }

    void run() {
        model.walkFrom(chunk.embedded(), chunk.mask(), this::visit);
    }

    private void visit(int layer, LayerTrace trace) {
        boolean last = layer == model.config().layers() - 1;
        wholeRows(layer, last ? first + (norms == null ? 0 : 1) : end, trace);
        if (norms != null) {
            norms.get(layer).addAll(lengths(parts.get(0)));
        }
        if (last && sink != null) {
            targets(trace, sink);
        }
    }

    /** Takes the parts that started before layer {@code bound} through a layer, and starts new ones if the layer is below it. */
    private void wholeRows(int layer, int bound, LayerTrace trace) {
        if (layer < first || bound == first) {
            return;
        }
        ArrayScope.returning(
                        () -> {
                            Decomposition decomposition = new Decomposition(context, layer, trace);
                            for (int start = first; start < Math.min(bound, layer); start++) {
                                decomposition.replace(parts.get(start - first));
                            }
                            return layer < bound ? List.of(started(decomposition, trace)) : List.<NDArray>of();
                        },
                        made -> made)
                .forEach(parts::add);
    }

    private NDArray started(Decomposition decomposition, LayerTrace trace) {
        int tokens = chunk.tokens();
        NDArray x = trace.x();
        NDArray own = x.getManager().eye(tokens, tokens, 0, x.getDataType());
        return decomposition.started(own.expandDims(0), x);
    }

    private List<double[]> lengths(NDArray whole) {
        double[] lengths = ArrayScope.value(() -> whole.norm(new int[] {-1}, false)
                .toType(DataType.FLOAT64, false)
                .toDoubleArray());
        return PaddedMaps.cut(lengths, chunk.lengths(), chunk.tokens());
    }

    private void targets(LayerTrace trace, Sink into) {
        RemainingLayers upper = RemainingLayers.of(
                model, trace.out().getManager(), chunk.members().examples(), chunk.mask());
        LayerTrace row = trace.only(upper.targets());
        DecomposedHead head = new DecomposedHead(model, row.out(), upper.words());
        Decomposition decomposition = new Decomposition(context, upper.last(), row);
        for (int start = first; start < end; start++) {
            int at = start;
            ArrayScope.discarding(() -> {
                NDArray vectors = at < upper.last() || (norms != null && at == first)
                        ? fromWhole(parts.get(at - first), decomposition, upper, at)
                        : decomposition.started(
                                upper.targets().oneHot(chunk.tokens(), trace.x().getDataType()),
                                model.gatherRows(trace.x(), upper.targets()));
                into.take(at, vectors.squeeze(1), head);
            });
        }
    }

    /** The targets' parts of the last hidden states [n, 1, T, H]; of the first start's, where there are norms, the rows are all done. */
    private NDArray fromWhole(NDArray whole, Decomposition decomposition, RemainingLayers upper, int start) {
        Shape shape = whole.getShape();
        NDArray own = model.gatherRows(whole.reshape(shape.get(0), shape.get(1), -1), upper.targets())
                .reshape(shape.get(0), 1, shape.get(2), shape.get(3));
        return norms != null && start == first ? own : decomposition.row(whole, own);
    }
}
