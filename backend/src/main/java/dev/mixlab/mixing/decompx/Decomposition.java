package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.AffineWeights;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.encoder.layer.NormWeights;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.BlockPlan;
import dev.mixlab.mixing.tensor.BlockPlan.Block;
import dev.mixlab.mixing.tensor.CentredRows;

/**
 * The states of a batch as sums of one vector per token of a layer's input, taken through a layer without mixing them
 * (DecompX, Modarressi et al. 2023, section 3). Row i of a sequence's parts [R, T, H] adds up to the state of token i; what
 * padding gives is 0. Parts are changed in place, so that no more than one array of their size is held for each start.
 */
final class Decomposition {

    /** Rows per row of Value Zeroing's blocks: rows of hidden size alone take less memory than rows with the inner units too. */
    private static final int ROWS = 4;

    private final LayerTrace trace;
    private final LayerWeights weights;
    private final RowFactors factors;
    private final int blockRows;
    private final long batch;
    private final long rows;
    private final int tokens;
    private final long hidden;

    /**
     * Creates the decomposition of one layer.
     *
     * @param trace the layer over B sequences, R rows formed: all T, or one
     */
    Decomposition(ModelContext context, int layer, LayerTrace trace) {
        MaskedLanguageModel model = context.model();
        this.trace = trace;
        weights = model.weights(layer);
        blockRows = context.budget().blockRows();
        Shape shape = trace.y().getShape();
        batch = shape.get(0);
        rows = shape.get(1);
        hidden = shape.get(2);
        tokens = Math.toIntExact(trace.x().getShape().get(1));
        factors = new RowFactors(
                scale(trace.y(), weights.attentionNorm()),
                model.config()
                        .activation()
                        .slopeFromOrigin(trace.preActivation())
                        .reshape(batch * rows, 1, -1),
                scale(trace.u(), weights.outputNorm()));
    }

    /**
     * The factors by which a layer multiplies the parts of each row.
     *
     * @param first gain over deviation at layer norm 1 [B R, 1, H]
     * @param slope slope of the activation from the origin to its value [B R, 1, F]
     * @param second gain over deviation at layer norm 2 [B R, 1, H]
     */
    private record RowFactors(NDArray first, NDArray slope, NDArray second) {

        RowFactors at(NDIndex rows) {
            return new RowFactors(first.get(rows), slope.get(rows), second.get(rows));
        }
    }

    private NDArray scale(NDArray states, NormWeights norm) {
        NDArray deviation = CentredRows.of(states, norm.eps()).deviation();
        return deviation.pow(-1).mul(norm.gain()).reshape(batch * rows, 1, hidden);
    }

    /**
     * Parts of the layer's output [B, R, T, H] by the tokens of its input.
     *
     * @param own 1 where a row is the token, else 0 [1 or B, R, T]
     * @param inputs the layer's input at the rows [B, R, H]
     */
    NDArray started(NDArray own, NDArray inputs) {
        return ArrayScope.returning(() -> {
            NDArray parts = empty();
            NDArray perHead = trace.headContributions(weights);
            for (Block block : blocks()) {
                ArrayScope.discarding(() -> {
                    NDIndex given = index("{}:{}, {}:{}", block);
                    NDArray contributions = trace.attention()
                            .get(index("{}:{}, :, :, {}:{}", block))
                            .transpose(0, 3, 2, 1)
                            .matMul(perHead.get(given))
                            .transpose(0, 2, 1, 3);
                    parts.set(index("{}:{}, :, {}:{}", block), contributions);
                });
            }
            keep(parts, own, inputs);
            afterAttention(parts, true);
            return parts;
        });
    }

    /** Adds to each row's part of its own token what the token keeps of itself. */
    private void keep(NDArray parts, NDArray own, NDArray inputs) {
        if (rows == tokens) {
            parts.diagonal(0, 1, 2).addi(inputs.transpose(0, 2, 1));
        } else {
            parts.addi(own.expandDims(3).mul(inputs.expandDims(2)));
        }
    }

    /** Puts parts of the layer's output in the place of those of its input [B, T, T, H]; all rows are formed. */
    void replace(NDArray parts) {
        ArrayScope.discarding(() -> {
            for (Block block : blocks()) {
                ArrayScope.discarding(() -> {
                    NDArray some = parts.get(index("{}:{}, :, {}:{}", block));
                    some.addi(attended(some, block));
                });
            }
            afterAttention(parts, false);
        });
    }

    /**
     * Parts of the layer's output at its one row [B, 1, T, H].
     *
     * @param parts parts of the layer's input [B, T, T, H]
     * @param own the parts of the rows themselves [B, 1, T, H], changed and returned
     */
    NDArray row(NDArray parts, NDArray own) {
        ArrayScope.discarding(() -> {
            for (Block block : blocks()) {
                ArrayScope.discarding(() -> {
                    NDIndex index = index("{}:{}, :, {}:{}", block);
                    own.get(index).addi(attended(parts.get(index), block));
                });
            }
            afterAttention(own, false);
        });
        return own;
    }

    private NDArray empty() {
        return trace.y()
                .getManager()
                .create(new Shape(batch, rows, tokens, hidden), trace.y().getDataType());
    }

    private Iterable<Block> blocks() {
        return BlockPlan.of(ROWS * blockRows, tokens, tokens).rowBlocks(new Block(0, (int) batch, 0, tokens));
    }

    private static NDIndex index(String axes, Block block) {
        return new NDIndex(axes, block.from(), block.end(), block.first(), block.last());
    }

    /** Attention [n, heads, R, T] over the values of parts [n, T, z, H], through the output matrix [n, R, z, H]; no bias. */
    private NDArray attended(NDArray parts, Block block) {
        NDArray attention = trace.attention().get(new NDIndex("{}:{}", block.from(), block.end()));
        long heads = attention.getShape().get(1);
        long sequences = block.sequences();
        long giving = block.contributors();
        NDArray values = linear(parts, weights.value())
                .reshape(sequences, tokens, giving, heads, -1)
                .transpose(0, 3, 1, 2, 4)
                .reshape(sequences, heads, tokens, -1);
        NDArray context = attention
                .matMul(values)
                .reshape(sequences, heads, rows, giving, -1)
                .transpose(0, 2, 3, 1, 4)
                .reshape(sequences, rows, giving, -1);
        return linear(context, weights.attentionOutput());
    }

    private static NDArray linear(NDArray parts, AffineWeights map) {
        return Linear.linear(parts, map.weight()).singletonOrThrow();
    }

    /** Parts [B, R, T, H] of y, but for the bias of attention, to those of the layer's output, in place. */
    private void afterAttention(NDArray parts, boolean start) {
        DecompositionWeights products = DecompositionWeights.of(parts.getManager(), weights, start);
        NDArray all = parts.reshape(batch * rows, tokens, hidden);
        long step = Math.max(1, blockRows / tokens);
        for (long from = 0; from < batch * rows; from += step) {
            NDIndex some = new NDIndex("{}:{}", from, Math.min(batch * rows, from + step));
            ArrayScope.discarding(() -> block(all.get(some), factors.at(some), products));
        }
    }

    /** Parts [n, T, H] of some rows. Each bias comes last, as a product with its shares, together with what else is added. */
    private static void block(NDArray parts, RowFactors factors, DecompositionWeights products) {
        NDArray first = parts.matMul(products.attentionBiasAndMean());
        NDArray shares = DecompositionWeights.joined(2, TokenParts.shares(column(first, 0)), column(first, 1));
        parts.addi(shares.matMul(products.centredAttentionBias())).muli(factors.first());

        NDArray second = parts.matMul(products.normBiasInnerBiasAndMean());
        NDArray ofBeta = TokenParts.shares(column(second, 0));
        NDArray ofInner =
                TokenParts.shares(ofBeta.mul(products.normBiasTimesInnerBias()).addi(column(second, 1)));
        NDArray units = Linear.linear(
                        DecompositionWeights.joined(2, parts, ofBeta, ofInner), products.innerMatrixAndBiases())
                .singletonOrThrow()
                .muli(factors.slope());

        NDArray update = Linear.linear(units, products.outputMatrix()).singletonOrThrow();
        NDArray third = update.matMul(products.outputBiasAndMean());
        NDArray means = column(third, 1).add(column(second, 2));
        NDArray added = DecompositionWeights.joined(2, ofBeta, TokenParts.shares(column(third, 0)), means);
        parts.addi(update)
                .addi(added.matMul(products.centredNormAndOutputBias()))
                .muli(factors.second());

        NDArray last = TokenParts.shares(parts.matMul(products.outputNormBias()));
        parts.addi(last.mul(products.outputNormBias().reshape(-1)));
    }

    private static NDArray column(NDArray products, int column) {
        return products.get(new NDIndex(":, :, {}:{}", column, column + 1));
    }
}
