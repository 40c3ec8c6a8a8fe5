package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;

/** Something of one layer's attention that is cut, once for each token of a sentence. */
enum Cut {
    /** The value vector of token j is zero in all heads: y_i loses f_ij in every row i. */
    VALUE {
        @Override
        NDArray sums(Layer layer, int first, int last) {
            LayerTrace trace = layer.trace();
            NDArray vectors = trace.headContributions(layer.weights()).get(new NDIndex("0, {}:{}", first, last));
            NDArray attention = trace.attention()
                    .get(new NDIndex("0, :, :, {}:{}", first, last))
                    .transpose(2, 1, 0);
            return trace.y().sub(attention.matMul(vectors));
        }
    },
    /** The target does not attend to token j: its attention is the soft-max over the scores of the other tokens. */
    EDGE {
        @Override
        NDArray sums(Layer layer, int first, int last) {
            NDArray y = layer.trace().y().repeat(0, last - first);
            NDIndex target = new NDIndex(":, {}", layer.target());
            NDArray row = row(layer, first, last);
            NDArray attended = attended(layer, first, last).broadcast(row.getShape());
            y.set(target, NDArrays.where(attended, row, y.get(target)));
            return y;
        }

        /** Tells whether the target attends to a token at all; where it does not, nothing is cut [n, 1]. */
        private static NDArray attended(Layer layer, int first, int last) {
            return layer.trace()
                    .attention()
                    .get(new NDIndex("0, :, {}, {}:{}", layer.target(), first, last))
                    .sum(new int[] {0})
                    .gt(0)
                    .reshape(last - first, 1);
        }

        /** Returns the input of layer norm 1 at the target [n, H]. */
        private NDArray row(Layer layer, int first, int last) {
            NDArray x = layer.trace().x().get(new NDIndex(":, {}", layer.target()));
            NDArray context = context(layer, x, first, last);
            return layer.weights().attentionOutput().apply(context).add(x);
        }

        /** Returns the heads' outputs at the target [n, H]; they are 0 where no other token is left. */
        private static NDArray context(Layer layer, NDArray x, int first, int last) {
            EncoderConfig config = layer.config();
            LayerWeights weights = layer.weights();
            int tokens = layer.tokens();
            int variants = last - first;
            if (tokens == 1) {
                return x.zerosLike();
            }
            NDArray query = weights.query()
                    .apply(x)
                    .div(Math.sqrt(config.headSize()))
                    .reshape(1, config.heads(), 1, config.headSize());
            NDArray keys = weights.key()
                    .apply(layer.trace().x())
                    .reshape(1, tokens, config.heads(), config.headSize())
                    .transpose(0, 2, 3, 1);
            NDArray attention = query.matMul(keys)
                    .add(cutOff(x.getManager(), tokens, first, last).toType(x.getDataType(), false))
                    .softmax(-1);
            return attention.matMul(layer.trace().values()).reshape(variants, config.hidden());
        }

        /** Returns minus infinity at token first + b of variant b, and 0 elsewhere [n, 1, 1, T]. */
        private static NDArray cutOff(NDManager manager, int tokens, int first, int last) {
            double[] terms = new double[(last - first) * tokens];
            for (int j = first; j < last; j++) {
                terms[(j - first) * tokens + j] = Double.NEGATIVE_INFINITY;
            }
            return manager.create(terms, new Shape(last - first, 1, 1, tokens));
        }
    };

    /**
     * One layer of a sentence of T tokens without padding.
     *
     * @param trace its activations, of one sequence
     * @param target index of the target
     */
    record Layer(EncoderConfig config, LayerWeights weights, LayerTrace trace, int target) {

        int tokens() {
            return Math.toIntExact(trace.x().getShape().get(1));
        }
    }

    /** Computes the input of layer norm 1 [n, T, H] of as many variants as tokens from {@code first} to before {@code last} are cut. */
    abstract NDArray sums(Layer layer, int first, int last);
}
