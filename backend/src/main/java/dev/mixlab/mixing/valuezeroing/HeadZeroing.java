package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Value Zeroing of single heads: how far the output of a layer turns when the value vector of one token is zeroed in one head alone, the
 * attention staying as it is. Zeroing token j in head h takes a_ijh W_h v_jh out of y_i. That vector has the same direction in every
 * row, so that the values are multiplied once for each token and head, and only the second half of the feed-forward block for each row.
 */
public final class HeadZeroing {

    private static final int[] COMPONENTS = {-1};

    private final EncoderConfig config;
    private final LayerContext layer;
    private final LayerTrace trace;
    private final ZeroingWeights products;
    private final int tokens;
    private final int rows;
    private final int about;
    private final List<double[]> all = new ArrayList<>();

    private HeadZeroing(LayerContext layer) {
        if (layer.batch().padded()) {
            throw new IllegalArgumentException("sequences of different lengths");
        }
        this.layer = layer;
        config = layer.model().config();
        trace = layer.trace();
        products = ZeroingWeights.of(layer);
        tokens = layer.batch().tokens();
        rows = layer.rows();
        about = layer.modelContext().budget().rowsOfInnerUnits(config);
    }

    /**
     * Runs examples of one length through the model and passes each layer's distances of their targets' rows on.
     *
     * @param scope owns the arrays of the pass
     * @param sink gets the layer and, for each example, what {@link #distances} finds [heads, 1, T]
     */
    public static void ofTargets(
            ModelContext context,
            NDManager scope,
            List<EncodedExample> examples,
            BiConsumer<Integer, List<double[]>> sink) {
        long[] tokens = examples.stream().mapToLong(EncodedExample::target).toArray();
        NDArray targets = scope.create(tokens, new Shape(tokens.length, 1));
        TokenBatch batch = context.model().exampleBatch(scope, examples);
        Memo memo = Memo.of(BatchExamples.of(examples));
        context.model().walk(batch, (layer, trace) -> {
            LayerContext whole = new LayerContext(context, layer, batch, trace, memo);
            ArrayScope.discarding(() -> sink.accept(layer, distances(whole.only(targets))));
        });
    }

    /**
     * Computes cosine distances between the outputs of one layer and its outputs with one token zeroed in one head.
     *
     * @param layer activations of sequences of one length; R rows each, those of all T tokens or of the target
     * @return one array for each sequence [heads, R, T], row-major
     */
    public static List<double[]> distances(LayerContext layer) {
        HeadZeroing zeroing = new HeadZeroing(layer);
        ArrayScope.discarding(zeroing::run);
        return zeroing.all;
    }

    /**
     * What is zeroed together.
     *
     * @param from first sequence
     * @param end sequence after the last
     * @param firstHead first head
     * @param lastHead head after the last
     */
    private record Part(int from, int end, int firstHead, int lastHead) {

        private NDIndex index() {
            return new NDIndex("{}:{}, {}:{}", from, end, firstHead, lastHead);
        }

        private int sequences() {
            return end - from;
        }

        private int heads() {
            return lastHead - firstHead;
        }
    }

    private void run() {
        int size = layer.batch().size();
        int ofHead = tokens * rows;
        int sequencesTogether = Math.max(1, about / ofHead);
        int headsTogether = Math.max(1, about / (Math.min(size, sequencesTogether) * ofHead));
        for (int from = 0; from < size; from += sequencesTogether) {
            int start = from;
            int end = Math.min(size, from + sequencesTogether);
            for (int b = from; b < end; b++) {
                all.add(new double[config.heads() * ofHead]);
            }
            ArrayScope.discarding(() -> sequences(start, end, headsTogether));
        }
    }

    private void sequences(int from, int end, int headsTogether) {
        UnchangedOutputs unchanged = UnchangedOutputs.of(
                config.activation(), layer.weights(), products, trace, new NDIndex("{}:{}", from, end));
        for (int head = 0; head < config.heads(); head += headsTogether) {
            Part part = new Part(from, end, head, Math.min(config.heads(), head + headsTogether));
            ArrayScope.discarding(() -> heads(unchanged, part));
        }
    }

    private void heads(UnchangedOutputs unchanged, Part part) {
        NDArray values =
                trace.values().get(part.index()).transpose(1, 0, 2, 3).reshape(part.heads(), -1, config.headSize());
        NDArray toHidden = through(values, products.toHidden(), part);
        NDArray toInner = through(values, products.toInner(), part);
        int tokensTogether = Math.max(1, Math.min(tokens, about / (part.sequences() * part.heads() * rows)));
        for (int first = 0; first < tokens; first += tokensTogether) {
            int start = first;
            int last = Math.min(tokens, first + tokensTogether);
            ArrayScope.discarding(() -> {
                NDIndex some = new NDIndex(":, :, {}:{}", start, last);
                NDArray taken = trace.attention()
                        .get(part.index())
                        .get(new NDIndex(":, :, :, {}:{}", start, last))
                        .transpose(0, 1, 3, 2)
                        .reshape(part.sequences(), -1, rows, 1)
                        .neg();
                put(
                        part,
                        start,
                        last,
                        cosines(unchanged, taken, alternatives(toHidden, some), alternatives(toInner, some)));
            });
        }
    }

    /** Multiplies the values of some heads by a matrix for each head: [g, n T, d] to [n, g, T, ..]. */
    private NDArray through(NDArray values, NDArray matrices, Part part) {
        return values.matMul(matrices.get(new NDIndex("{}:{}", part.firstHead(), part.lastHead())))
                .reshape(part.heads(), part.sequences(), tokens, -1)
                .transpose(1, 0, 2, 3);
    }

    /** Cuts some tokens from vectors of heads [n, g, T, S] and makes one axis of heads and tokens: [n, z, 1, S]. */
    private static NDArray alternatives(NDArray vectors, NDIndex some) {
        long size = vectors.getShape().get(3);
        return vectors.get(some).reshape(vectors.getShape().get(0), -1, 1, size);
    }

    /**
     * Computes the distances of alternatives, z for each of n sequences [n, z, R].
     *
     * @param taken minus the attention to the zeroed token in the zeroed head [n, z, R, 1]
     * @param toHidden what its value adds to y at full attention, centred [n, z, 1, H]
     * @param toInner the same at the inner units [n, z, 1, F]
     */
    private double[] cosines(UnchangedOutputs unchanged, NDArray taken, NDArray toHidden, NDArray toInner) {
        NDArray change = unchanged
                .change(
                        taken.mul(toHidden),
                        (scale, z) ->
                                unchanged.rescaled(taken.mul(scale.inverse()).mul(toInner), scale))
                .toType(DataType.FLOAT64, false);
        NDArray out = unchanged.out();
        double[] outputs = out.square().sum(COMPONENTS).toDoubleArray();
        double[] squares = change.square().sum(COMPONENTS).toDoubleArray();
        double[] products = change.mul(out).sum(COMPONENTS).toDoubleArray();
        int ofSequence = squares.length * rows / outputs.length;
        double[] cosines = new double[squares.length];
        for (int i = 0; i < cosines.length; i++) {
            double length = outputs[i / ofSequence * rows + i % rows];
            cosines[i] = DistanceCollector.cosineDistance(length, squares[i], products[i]);
        }
        return cosines;
    }

    /** Puts the distances [n, g, z, R] of some heads and tokens in their places. */
    private void put(Part part, int first, int last, double[] distances) {
        int at = 0;
        for (int b = part.from(); b < part.end(); b++) {
            double[] maps = all.get(b);
            for (int head = part.firstHead(); head < part.lastHead(); head++) {
                for (int token = first; token < last; token++) {
                    for (int row = 0; row < rows; row++, at++) {
                        maps[(head * rows + row) * tokens + token] = distances[at];
                    }
                }
            }
        }
    }
}
