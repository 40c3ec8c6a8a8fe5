package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.Activation;
import dev.mixlab.encoder.EncoderConfig;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.LayerWeights;
import dev.mixlab.encoder.Scratch;

/**
 * Value Zeroing in closed form. Zeroing token j takes f_ij out of y_i and changes nothing else of the attention, so that
 * all alternatives go through the rest of the layer together, in slices that stay in the cache.
 *
 * <p>What goes through is the change itself, never the alternative: outputs that hardly differ keep all their digits. As
 * f_ij = sum over heads of a_ijh W_h v_jh, and the first half of the layer is linear but for one factor per row, the inner
 * units change by a combination of as many vectors as there are heads, W1 diag(gain1) W_h v_jh, and the first matrix of the
 * feed-forward block is multiplied with these only.
 */
final class ValueZeroing {

    private final LayerContext layer;
    private final LayerTrace trace;
    private final LayerWeights weights;
    private final ZeroingWeights products;
    private final Activation activation;
    private final ZeroingDistances distances;
    private final int tokens;

    ValueZeroing(LayerContext layer) {
        this.layer = layer;
        trace = layer.trace();
        weights = layer.weights();
        products = ZeroingWeights.of(layer);
        activation = layer.model().config().activation();
        tokens = layer.batch().tokens();
        distances = new ZeroingDistances(layer.batch());
    }

    ZeroedValues distances() {
        int rows = layer.modelContext().budget().sliceRows();
        int sequences = Math.max(1, rows / (tokens * tokens));
        int zeroed = sequences > 1 ? tokens : Math.max(1, Math.min(tokens, rows / tokens));
        for (int from = 0; from < layer.batch().size(); from += sequences) {
            int start = from;
            int end = Math.min(layer.batch().size(), from + sequences);
            Scratch.free(() -> sequences(start, end, zeroed));
        }
        return distances.result();
    }

    /** All slices of some sequences. */
    private void sequences(int from, int end, int zeroed) {
        Unchanged unchanged = unchanged(from, end);
        distances.outputs(from, unchanged.out().square().sum(new int[] {-1}).toDoubleArray());
        for (int first = 0; first < tokens; first += zeroed) {
            Slice slice = new Slice(from, end, first, Math.min(tokens, first + zeroed));
            Scratch.free(() -> {
                NDArray change = outputChange(unchanged, slice).toType(DataType.FLOAT64, false);
                NDArray squares = change.square().sum(new int[] {-1});
                NDArray products = change.mul(unchanged.out()).sum(new int[] {-1});
                distances.put(slice, squares.toDoubleArray(), products.toDoubleArray());
            });
        }
    }

    /**
     * Some sequences, and of their tokens those that are zeroed one at a time.
     *
     * @param from first sequence
     * @param end sequence after the last
     * @param first first zeroed token
     * @param last zeroed token after the last
     */
    record Slice(int from, int end, int first, int last) {}

    /**
     * The layer as it is, for n sequences, with an axis of size 1 for the zeroed tokens.
     *
     * @param y input of layer norm 1 [n, 1, T, H]
     * @param ofCentre W1 diag(gain1) times the centred y [n, 1, T, F]
     * @param inner inner units before their activation [n, 1, T, F]
     * @param active inner units after it [n, 1, T, F]
     * @param u input of layer norm 2 [n, 1, T, H]
     * @param out output in double precision [n, 1, T, H]
     */
    private record Unchanged(
            CentredRows y, NDArray ofCentre, NDArray inner, NDArray active, CentredRows u, NDArray out) {}

    private Unchanged unchanged(int from, int end) {
        NDIndex sequences = new NDIndex("{}:{}", from, end);
        CentredRows y =
                CentredRows.of(trace.y().get(sequences), weights.attentionNorm().eps());
        NDArray ofCentre = linear(
                y.centred().mul(weights.attentionNorm().gain()),
                weights.intermediate().weight());
        NDArray inner = trace.preActivation().get(sequences);
        CentredRows u =
                CentredRows.of(trace.u().get(sequences), weights.outputNorm().eps());
        NDArray out = trace.out().get(sequences).toType(DataType.FLOAT64, false);
        return new Unchanged(
                y.expandDims(1),
                ofCentre.expandDims(1),
                inner.expandDims(1),
                activation.apply(inner).expandDims(1),
                u.expandDims(1),
                out.expandDims(1));
    }

    /** Change of the layer's output [n, zeroed, T, H]. */
    private NDArray outputChange(Unchanged unchanged, Slice slice) {
        Heads heads = heads(slice);
        int sequences = slice.end() - slice.from();
        NDArray taken = heads.attention().neg();
        NDArray change =
                taken.matMul(heads.apply(products.toHidden())).reshape(sequences, -1, tokens, config().hidden());
        CentredRows.Rescaling first =
                unchanged.y().add(change, weights.attentionNorm().eps());
        NDArray z = change.mul(first.inverse())
                .addi(unchanged.y().centred().mul(first.factor()))
                .muli(weights.attentionNorm().gain());
        NDArray scaled = taken.mul(first.inverse().reshape(-1, tokens, 1));
        NDArray inner = scaled.matMul(heads.apply(products.toInner()))
                .reshape(sequences, -1, tokens, config().intermediate())
                .addi(unchanged.ofCentre().mul(first.factor()))
                .addi(unchanged.inner());
        NDArray active = activation.apply(inner).subi(unchanged.active());
        NDArray u = linear(active, products.output()).addi(z.subi(z.mean(new int[] {-1}, true)));
        CentredRows.Rescaling second = unchanged.u().add(u, weights.outputNorm().eps());
        return u.muli(second.inverse())
                .addi(unchanged.u().centred().mul(second.factor()))
                .muli(weights.outputNorm().gain());
    }

    /**
     * Attention to the zeroed tokens and their values; P = sequences times zeroed tokens.
     *
     * @param attention [P, T, heads]
     * @param values [heads, P, d]
     */
    private record Heads(NDArray attention, NDArray values) {

        /** Values through one matrix per head [heads, d, X]: [P, heads, X]. */
        NDArray apply(NDArray matrices) {
            return values.matMul(matrices).transpose(1, 0, 2);
        }
    }

    private Heads heads(Slice slice) {
        int heads = config().heads();
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 3, 2, 1)
                .reshape(-1, tokens, heads);
        NDArray values = trace.values()
                .get(new NDIndex("{}:{}, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(1, 0, 2, 3)
                .reshape(heads, -1, config().headSize());
        return new Heads(attention, values);
    }

    private EncoderConfig config() {
        return layer.model().config();
    }

    private static NDArray linear(NDArray rows, NDArray matrix) {
        return Linear.linear(rows, matrix).singletonOrThrow();
    }
}
