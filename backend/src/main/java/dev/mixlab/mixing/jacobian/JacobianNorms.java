package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.tensor.SequenceSlice;
import dev.mixlab.mixing.tensor.WeightViews;
import java.util.ArrayList;
import java.util.List;

/**
 * Frobenius norms of the blocks J_ij [H, H] of one layer's Jacobian, d out_i / d x_j, in closed form for one sequence.
 *
 * <p>With ' for transposed, O_i = d out_i / d y_i, c_ih the context of head h at token i, queries q divided by the root of d, W_Q
 * likewise, and p_ih = W_K,h' q_ih, the direction in which a key pulls at the attention of token i:
 *
 * <pre>
 * J_ij = P_i G_ij + (O_i if i = j),   P_i = O_i W_O,
 * rows of head h in G_ij = a_ijh (W_V,h + (v_jh - c_ih) p_ih') + (sum over m of a_imh (v_mh - c_ih) k_mh' W_Q,h if i = j)
 * </pre>
 *
 * as keys and values answer to token j alone and the soft-max takes the mean off. So only O_i costs much, once per token. The
 * norms with i not j need no more of P_i than P_i' P_i: each block is P_i times a sum over heads of a known matrix, a_ijh
 * W_V,h, and of a product of two vectors.
 */
final class JacobianNorms {

    private final HeadStates states;
    private final BlockTangents block;
    private final Matrices matrices;
    private final NDArray context;
    private final NDArray pull;
    private final NDArray pullOfValues;
    private final NDArray pullProducts;

    /** Pulls p are [heads, T, H], W_V p [heads, T, H], p'p [T, heads, heads]. */
    private JacobianNorms(LayerContext layer, LayerTrace trace) {
        LayerWeights weights = layer.weights();
        states = HeadStates.of(trace, weights);
        block = BlockTangents.of(trace, weights, layer.model().config().activation());
        matrices = Matrices.of(trace.x().getManager(), weights, states);
        context = states.context();
        pull = states.queries().matMul(matrices.key());
        pullOfValues = pull.matMul(
                matrices.value().reshape(matrices.identity().getShape()).transpose());
        pullProducts = pull.transpose(1, 0, 2).matMul(pull.transpose(1, 2, 0));
    }

    /** Computes the norms of a layer, one map [T, T] per sequence of the batch. */
    static List<double[]> of(LayerContext layer) {
        List<double[]> maps = new ArrayList<>();
        for (int b = 0; b < layer.batch().size(); b++) {
            int sequence = b;
            ArrayScope.discarding(() -> {
                LayerTrace trace = SequenceSlice.of(layer.trace(), layer.batch(), sequence);
                maps.add(new JacobianNorms(layer, trace).norms());
            });
        }
        return maps;
    }

    private double[] norms() {
        int tokens = Math.toIntExact(states.tokens());
        double[] norms = new double[tokens * tokens];
        for (int i = 0; i < tokens; i++) {
            int row = i;
            ArrayScope.discarding(() -> {
                double[] squares = new Row(row).squares();
                for (int j = 0; j < tokens; j++) {
                    norms[row * tokens + j] = Math.sqrt(Math.max(0, squares[j]));
                }
            });
        }
        return norms;
    }

    /**
     * The layer's matrices, each head's rows by themselves.
     *
     * @param query over the root of d [heads, d, H]
     * @param key [heads, d, H]
     * @param value [heads, d, H]
     * @param output W_O transposed [H, H]
     * @param valueProducts W_V W_V' [H, H]
     * @param identity [H, H]
     */
    private record Matrices(
            NDArray query, NDArray key, NDArray value, NDArray output, NDArray valueProducts, NDArray identity) {

        static Matrices of(NDManager manager, LayerWeights weights, HeadStates states) {
            long heads = states.heads();
            NDArray value = WeightViews.of(manager, weights.value().weight());
            int hidden = Math.toIntExact(value.getShape().get(0));
            return new Matrices(
                    WeightViews.perHead(manager, weights.query().weight(), heads)
                            .div(Math.sqrt(states.size())),
                    WeightViews.perHead(manager, weights.key().weight(), heads),
                    WeightViews.perHead(manager, weights.value().weight(), heads),
                    WeightViews.of(manager, weights.attentionOutput().weight()).transpose(),
                    value.matMul(value.transpose()),
                    manager.eye(hidden, hidden, 0, value.getDataType()));
        }
    }

    /** The blocks of one token's output. Jacobians are transposed: a row per component of the input. */
    private final class Row {

        private final int token;
        private final NDArray toOut;
        private final NDArray fromHeads;
        private final NDArray attention;
        private final NDArray spread;

        Row(int token) {
            this.token = token;
            toOut = block.token(token).through(matrices.identity());
            fromHeads = matrices.output().matMul(toOut);
            attention = states.attention().get(new NDIndex(":, {}", token));
            spread = states.values()
                    .sub(context.get(new NDIndex(":, {}:{}", token, token + 1)))
                    .muli(attention.expandDims(-1));
        }

        /** Squared norms of all blocks [T]. */
        double[] squares() {
            double[] squares = others().toType(DataType.FLOAT64, false).toDoubleArray();
            squares[token] = own().toType(DataType.FLOAT64, false).getDouble();
            return squares;
        }

        /** Squared norms of the blocks with other tokens [T]; what stands at the token itself has no meaning. */
        private NDArray others() {
            long heads = states.heads();
            long size = states.size();
            NDArray gram = fromHeads.matMul(fromHeads.transpose());
            NDArray valueGram = gram.mul(matrices.valueProducts())
                    .reshape(heads, size, heads, size)
                    .sum(new int[] {1, 3});
            NDArray ofValues = valueGram.matMul(attention).muli(attention).sum(new int[] {0});
            NDArray moved =
                    spread.matMul(gram.reshape(heads, size, heads * size)).reshape(heads, -1, heads, size);
            NDArray twice = pullOfValues
                    .get(new NDIndex(":, {}", token))
                    .mul(2)
                    .reshape(heads, 1, heads, size)
                    .mul(attention.transpose().reshape(1, -1, heads, 1));
            NDArray once = pullProducts
                    .get(token)
                    .reshape(heads, 1, heads, 1)
                    .mul(spread.transpose(1, 0, 2).expandDims(0));
            return twice.addi(once).muli(moved).sum(new int[] {0, 2, 3}).addi(ofValues);
        }

        /** Squared norm of the token's block with itself. */
        private NDArray own() {
            NDIndex self = new NDIndex(":, {}:{}", token, token + 1);
            NDArray ofQuery = spread.transpose(0, 2, 1).matMul(states.keys()).matMul(matrices.query());
            NDArray ofKey = spread.get(self).transpose(0, 2, 1).mul(pull.get(self));
            NDArray ofValue = matrices.value().mul(attention.get(self).expandDims(-1));
            NDArray toHeads = ofQuery.addi(ofKey).addi(ofValue).reshape(toOut.getShape());
            return toHeads.transpose().matMul(fromHeads).addi(toOut).square().sum();
        }
    }
}
