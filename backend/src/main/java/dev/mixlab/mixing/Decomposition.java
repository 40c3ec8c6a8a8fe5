package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.AffineWeights;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.LayerWeights;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of one sequence as sums of one vector per token of a layer's input, taken through layers without mixing them
 * (DecompX, Modarressi et al. 2023, section 3). Row i of parts [R, T, H] adds up to the state of token i.
 */
final class Decomposition {

    private final MaskedLanguageModel model;
    private final int sliceRows;

    Decomposition(MaskedLanguageModel model, MemoryBudget budget) {
        this.model = model;
        sliceRows = budget.sliceRows();
    }

    /**
     * The target's part [T, H] of the last hidden states that comes from each token of the input of layer {@code from}.
     *
     * @param traces all layers of one sequence
     */
    NDArray ofTarget(List<LayerTrace> traces, int from, int target) {
        return Scratch.keep(() -> {
            NDArray parts = null;
            int last = traces.size() - 1;
            for (int l = from; l < last; l++) {
                parts = replaced(parts, through(l, traces.get(l), 0, parts));
            }
            return through(last, OneSequence.row(traces.get(last), target), target, parts)
                    .squeeze(0);
        });
    }

    /** The fresh parts, once the old ones are closed. */
    static NDArray replaced(@Nullable NDArray old, NDArray fresh) {
        if (old != null) {
            old.close();
        }
        return fresh;
    }

    /**
     * Parts of a layer's output [R, T, H].
     *
     * @param trace one sequence, R rows formed
     * @param first the token of the first of these rows
     * @param parts of the layer's input [T, T, H], or null where the decomposition starts at this layer
     */
    NDArray through(int layer, LayerTrace trace, int first, @Nullable NDArray parts) {
        return Scratch.keep(() -> {
            LayerWeights weights = model.weights(layer);
            NDArray mixed = parts == null ? started(trace, first, weights) : mixed(trace, first, parts, weights);
            NDArray bias = bias(trace, weights, parts == null);
            int tokens = Math.toIntExact(mixed.getShape().get(1));
            int rows = Math.toIntExact(mixed.getShape().get(0));
            int step = Math.max(1, sliceRows / tokens);
            for (int from = 0; from < rows; from += step) {
                NDIndex slice = new NDIndex("{}:{}", from, Math.min(rows, from + step));
                Scratch.free(() -> {
                    NDArray shared = TokenParts.share(mixed.get(slice), bias);
                    mixed.set(slice, afterAttention(shared, trace, slice, weights));
                });
            }
            return mixed;
        });
    }

    /** Each token's value vector, bias included, through attention, and its input where it forms its own row. */
    private static NDArray started(LayerTrace trace, int first, LayerWeights weights) {
        NDArray parts = trace.contributions(weights).squeeze(0);
        long rows = parts.getShape().get(0);
        NDArray own = trace.x().squeeze(0).get(new NDIndex("{}:{}", first, first + rows));
        parts.diagonal(first, 0, 1).addi(own.transpose());
        return parts;
    }

    /** Parts through attention, without any bias, and the parts of the rows themselves. */
    private NDArray mixed(LayerTrace trace, int first, NDArray parts, LayerWeights weights) {
        long rows = trace.y().getShape().get(1);
        int tokens = Math.toIntExact(parts.getShape().get(1));
        NDArray mixed = parts.getManager()
                .create(new Shape(rows, tokens, parts.getShape().get(2)), parts.getDataType());
        NDIndex formed = new NDIndex("{}:{}", first, first + rows);
        int step = Math.max(1, sliceRows / tokens);
        for (int from = 0; from < tokens; from += step) {
            NDIndex slice = new NDIndex(":, {}:{}", from, Math.min(tokens, from + step));
            Scratch.free(() -> {
                NDArray some = parts.get(slice);
                mixed.set(
                        slice,
                        attended(trace.attention().squeeze(0), some, weights).addi(some.get(formed)));
            });
        }
        return mixed;
    }

    /** Attention [heads, R, T] over the values of parts [T, n, H], through the output matrix [R, n, H]. */
    private NDArray attended(NDArray attention, NDArray parts, LayerWeights weights) {
        long heads = attention.getShape().get(0);
        long rows = attention.getShape().get(1);
        long tokens = parts.getShape().get(0);
        long some = parts.getShape().get(1);
        NDArray values = linear(parts, weights.value())
                .reshape(tokens, some, heads, -1)
                .transpose(2, 0, 1, 3)
                .reshape(heads, tokens, -1);
        NDArray context = attention
                .matMul(values)
                .reshape(heads, rows, some, -1)
                .transpose(1, 2, 0, 3)
                .reshape(rows, some, -1);
        return linear(context, weights.attentionOutput());
    }

    /** What attention adds to a state and comes from no part: where parts start, values hold their bias already. */
    private static NDArray bias(LayerTrace trace, LayerWeights weights, boolean start) {
        AffineWeights output = weights.attentionOutput();
        return start
                ? output.bias()
                : output.apply(Views.of(trace.y().getManager(), weights.value().bias()));
    }

    /** Parts [n, T, H] of some rows of y to those of the layer's output. */
    private NDArray afterAttention(NDArray parts, LayerTrace trace, NDIndex rows, LayerWeights weights) {
        NDArray z = TokenParts.normalised(parts, states(trace.y(), rows), weights.attentionNorm());
        NDArray inner = TokenParts.activated(
                TokenParts.affine(z, weights.intermediate()),
                states(trace.preActivation(), rows),
                model.config().activation());
        NDArray u = TokenParts.affine(inner, weights.output()).addi(z);
        return TokenParts.normalised(u, states(trace.u(), rows), weights.outputNorm());
    }

    /** States [1, R, K] at some rows [n, 1, K]. */
    private static NDArray states(NDArray states, NDIndex rows) {
        return states.squeeze(0).get(rows).expandDims(1);
    }

    private static NDArray linear(NDArray rows, AffineWeights map) {
        return Linear.linear(rows, map.weight()).singletonOrThrow();
    }
}
