package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.tensor.BlockPlan;
import dev.mixlab.mixing.tensor.BlockPlan.Block;
import dev.mixlab.mixing.tensor.CentredRows;
import java.util.function.Function;

/**
 * Value Zeroing in closed form. Zeroing token j takes f_ij out of y_i and changes nothing else of the attention, so that
 * all alternatives go through the rest of the layer together, in blocks that stay in the cache.
 *
 * <p>What goes through is the change itself ({@link UnchangedOutputs}). As f_ij = sum over heads of a_ijh W_h v_jh, and the first half of
 * the layer is linear but for one factor per row, the inner units change by a combination of as many vectors as there are heads, W1
 * diag(gain1) W_h v_jh, and the first matrix of the feed-forward block is multiplied with these only.
 */
final class ZeroedOutputs {

    private final LayerContext layer;
    private final LayerTrace trace;
    private final LayerWeights weights;
    private final ZeroingWeights products;
    private final Activation activation;
    private final DistanceCollector distances;
    private final int tokens;
    private final int rows;

    ZeroedOutputs(LayerContext layer) {
        this.layer = layer;
        trace = layer.trace();
        weights = layer.weights();
        products = ZeroingWeights.of(layer);
        activation = layer.model().config().activation();
        tokens = layer.batch().tokens();
        rows = layer.rows();
        distances = new DistanceCollector(layer);
    }

    OutputDistances distances() {
        BlockPlan plan = BlockPlan.of(layer.modelContext().budget().rowsOfInnerUnits(config()), rows, tokens);
        for (Block values : plan.valueBlocks(layer.batch().size(), tokens)) {
            ArrayScope.discarding(() -> values(values, plan));
        }
        return distances.result();
    }

    /** All blocks of some sequences and tokens. */
    private void values(Block all, BlockPlan plan) {
        FirstHalf heads = rows == 1 ? new OneRow(all) : headProducts(all);
        for (int from = all.from(); from < all.end(); from += plan.rowSequences()) {
            int start = from;
            int end = Math.min(all.end(), from + plan.rowSequences());
            ArrayScope.discarding(() -> {
                UnchangedOutputs unchanged = unchanged(start, end);
                for (int first = all.first(); first < all.last(); first += plan.rowTokens()) {
                    Block block = new Block(start, end, first, Math.min(all.last(), first + plan.rowTokens()));
                    ArrayScope.discarding(() -> alternatives(unchanged, heads.part(all, block), block));
                }
            });
        }
    }

    private void alternatives(UnchangedOutputs unchanged, FirstHalf half, Block block) {
        NDArray taken = taken(block);
        NDArray change =
                unchanged.change(half.hidden(taken), (scale, z) -> half.inner(new Norm1(unchanged, taken, scale, z)));
        distances.put(block, change.toType(DataType.FLOAT64, false), unchanged.out());
    }

    private UnchangedOutputs unchanged(int from, int end) {
        return UnchangedOutputs.of(activation, weights, products, trace, new NDIndex("{}:{}", from, end));
    }

    /** Minus the attention to the zeroed tokens; P = sequences times zeroed tokens [P, R, heads]. */
    private NDArray taken(Block block) {
        return trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", block.from(), block.end(), block.first(), block.last()))
                .transpose(0, 3, 2, 1)
                .reshape(-1, rows, config().heads())
                .neg();
    }

    /**
     * The alternatives at layer norm 1.
     *
     * @param unchanged the layer as it is
     * @param taken minus the attention to the zeroed tokens [P, R, heads]
     * @param scale how the norm scales the rows
     * @param z change of the norm's output [n, zeroed, R, H]
     */
    private record Norm1(UnchangedOutputs unchanged, NDArray taken, CentredRows.Rescaling scale, NDArray z) {}

    /** The way from value vectors to the inner units, by whichever products are fewer. */
    private interface FirstHalf {

        /** Returns the part of these products that belongs to a block. */
        FirstHalf part(Block all, Block block);

        /** Centred change of y [n, zeroed, R, H]. */
        NDArray hidden(NDArray taken);

        /** Change of the inner units before their activation [n, zeroed, R, F]. */
        NDArray inner(Norm1 norm);
    }

    /**
     * Value vectors of n sequences and z tokens through each head's matrices; serves as many rows as there are.
     *
     * @param sequences n
     * @param toHidden to y [n, z, heads, H] or [n z, heads, H]
     * @param toInner to the inner units [n, z, heads, F] or [n z, heads, F]
     */
    private record HeadProducts(int sequences, NDArray toHidden, NDArray toInner) implements FirstHalf {

        @Override
        public HeadProducts part(Block all, Block block) {
            NDIndex index = new NDIndex(
                    "{}:{}, {}:{}",
                    block.from() - all.from(),
                    block.end() - all.from(),
                    block.first() - all.first(),
                    block.last() - all.first());
            return new HeadProducts(block.end() - block.from(), part(toHidden, index), part(toInner, index));
        }

        private static NDArray part(NDArray whole, NDIndex index) {
            Shape shape = whole.getShape();
            return whole.get(index).reshape(-1, shape.get(2), shape.get(3));
        }

        @Override
        public NDArray hidden(NDArray taken) {
            return perSequence(taken.matMul(toHidden));
        }

        @Override
        public NDArray inner(Norm1 norm) {
            NDArray scaled = norm.taken()
                    .mul(norm.scale()
                            .inverse()
                            .reshape(-1, norm.taken().getShape().get(1), 1));
            return norm.unchanged().rescaled(perSequence(scaled.matMul(toInner)), norm.scale());
        }

        private NDArray perSequence(NDArray alternatives) {
            Shape shape = alternatives.getShape();
            return alternatives.reshape(sequences, -1, shape.get(1), shape.get(2));
        }
    }

    private HeadProducts headProducts(Block all) {
        int heads = config().heads();
        int sequences = all.end() - all.from();
        NDArray values = values(all).transpose(1, 0, 2, 3).reshape(heads, -1, config().headSize());
        Function<NDArray, NDArray> through = matrices -> values.matMul(matrices)
                .reshape(heads, sequences, all.last() - all.first(), -1)
                .transpose(1, 2, 0, 3);
        return new HeadProducts(sequences, through.apply(products.toHidden()), through.apply(products.toInner()));
    }

    /** Value vectors [n, heads, z, d]. */
    private NDArray values(Block block) {
        return trace.values()
                .get(new NDIndex("{}:{}, :, {}:{}", block.from(), block.end(), block.first(), block.last()));
    }

    /** Computes the outputs of one row by the whole matrices, because the matrices of a single head would be used only once. */
    private final class OneRow implements FirstHalf {

        private final Block block;

        OneRow(Block block) {
            this.block = block;
        }

        @Override
        public OneRow part(Block all, Block part) {
            return new OneRow(part);
        }

        @Override
        public NDArray hidden(NDArray taken) {
            int hidden = config().hidden();
            NDArray weighted = values(block)
                    .transpose(0, 2, 1, 3)
                    .reshape(-1, config().heads(), config().headSize())
                    .mul(taken.transpose(0, 2, 1));
            return weighted.reshape(-1, hidden)
                    .matMul(products.toHidden().reshape(hidden, hidden))
                    .reshape(block.end() - block.from(), -1, 1, hidden);
        }

        @Override
        public NDArray inner(Norm1 norm) {
            return linear(norm.z(), weights.intermediate().weight());
        }
    }

    private EncoderConfig config() {
        return layer.model().config();
    }

    private static NDArray linear(NDArray states, NDArray matrix) {
        return Linear.linear(states, matrix).singletonOrThrow();
    }
}
