package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.encoder.layer.NormWeights;

/**
 * Value Zeroing of single heads: how far the output of a layer turns when the value vector of one token is zeroed in one head alone, the
 * attention staying as it is. Zeroing token j in head h takes a_ijh W_h v_jh out of y_i. That vector has the same direction in every
 * row, so that W1 is multiplied once for each token and head, and only the second half of the feed-forward block for each row.
 */
public final class HeadZeroing {

    /** Numbers of inner units that are computed together. */
    private static final int BLOCK = 1 << 22;

    private static final int[] COMPONENTS = {-1};

    private final EncoderConfig config;
    private final LayerWeights weights;
    private final LayerTrace trace;
    private final Unchanged unchanged;

    /**
     * Creates the computation for one layer.
     *
     * @param trace its activations in double precision, of one sequence without padding; R rows, all of its tokens or one
     */
    private HeadZeroing(EncoderConfig config, LayerWeights weights, LayerTrace trace) {
        this.config = config;
        this.weights = weights;
        this.trace = trace;
        NDArray y = centred(trace.y().get(0));
        unchanged = new Unchanged(
                y,
                linear(y.mul(norm().gain())),
                weights.intermediate().apply(norm().bias().expandDims(0)));
    }

    /**
     * Rows before the change.
     *
     * @param y centred input of layer norm 1 [R, H]
     * @param inner inner units of the centred, unscaled rows, without bias [R, F]
     * @param bias what of the inner units does not depend on y [1, F]
     */
    private record Unchanged(NDArray y, NDArray inner, NDArray bias) {}

    /**
     * Computes cosine distances between the outputs of one layer and its outputs with one token zeroed in one head.
     *
     * @param trace activations of the layer in double precision, of one sequence without padding; R rows, all of its tokens or one
     * @return [heads, R, T], row-major
     */
    public static double[] distances(EncoderConfig config, LayerWeights weights, LayerTrace trace) {
        return ArrayScope.value(() -> new HeadZeroing(config, weights, trace).all());
    }

    private double[] all() {
        int rows = size(trace.out(), 1);
        int tokens = size(trace.x(), 1);
        int together = Math.max(1, BLOCK / (tokens * config.intermediate()));
        double[] all = new double[config.heads() * rows * tokens];
        for (int head = 0; head < config.heads(); head++) {
            NDArray vectors = contributions(head);
            NDArray inner = linear(vectors.mul(norm().gain()));
            for (int first = 0; first < rows; first += together) {
                NDIndex some = new NDIndex("{}:{}", first, Math.min(rows, first + together));
                NDArray attention = trace.attention().get(0).get(head).get(some).expandDims(2);
                double[] block = ArrayScope.value(() -> block(some, attention, vectors, inner));
                System.arraycopy(block, 0, all, (head * rows + first) * tokens, block.length);
            }
        }
        return all;
    }

    /** Computes what the tokens' values of a head add to a row at full attention, centred [T, H]. */
    private NDArray contributions(int head) {
        int size = config.headSize();
        NDArray matrix =
                weights.attentionOutput().weight().get(new NDIndex(":, {}:{}", head * size, (head + 1) * size));
        return centred(trace.values().get(0).get(head).matMul(matrix.transpose()));
    }

    /**
     * Computes the distances of some rows [r, T].
     *
     * @param attention of the head [r, T, 1]
     * @param vectors centred contributions [T, H]
     * @param inner inner units of the contributions [T, F]
     */
    private double[] block(NDIndex rows, NDArray attention, NDArray vectors, NDArray inner) {
        NDArray y = unchanged.y().get(rows).expandDims(1);
        NDArray moved = y.sub(attention.mul(vectors));
        NDArray variance = moved.square().mean(COMPONENTS, true);
        NDArray scale = variance.add(norm().eps()).sqrt();
        NDArray z = moved.div(scale).mul(norm().gain()).add(norm().bias());
        NDArray units = unchanged
                .inner()
                .get(rows)
                .expandDims(1)
                .sub(attention.mul(inner))
                .div(scale)
                .add(unchanged.bias());
        NDArray u = weights.output().apply(config.activation().apply(units)).add(z);
        NDArray out = trace.out().get(0).get(rows).expandDims(1);
        NDArray change = weights.outputNorm().apply(u).sub(out);
        return cosine(out, change);
    }

    private static double[] cosine(NDArray out, NDArray change) {
        double[] outputs = out.square().sum(COMPONENTS).toDoubleArray();
        double[] squares = change.square().sum(COMPONENTS).toDoubleArray();
        double[] products = change.mul(out).sum(COMPONENTS).toDoubleArray();
        int tokens = squares.length / outputs.length;
        for (int i = 0; i < squares.length; i++) {
            squares[i] = DistanceCollector.cosineDistance(outputs[i / tokens], squares[i], products[i]);
        }
        return squares;
    }

    private NormWeights norm() {
        return weights.attentionNorm();
    }

    private NDArray linear(NDArray states) {
        return Linear.linear(states, weights.intermediate().weight()).singletonOrThrow();
    }

    private static NDArray centred(NDArray rows) {
        return rows.sub(rows.mean(COMPONENTS, true));
    }

    private static int size(NDArray array, int axis) {
        return Math.toIntExact(array.getShape().get(axis));
    }
}
