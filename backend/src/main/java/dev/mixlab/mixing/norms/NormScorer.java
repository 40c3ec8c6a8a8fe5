package dev.mixlab.mixing.norms;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.BatchExecutor;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.encoder.layer.NormWeights;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.tensor.BlockPlan;
import dev.mixlab.mixing.tensor.BlockPlan.Block;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.mixing.tensor.PaddedMaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Maps of one layer by all methods that measure contributions. The engine forms the vectors f_ij, each a combination of as
 * many products of a head with the value vectors as there are heads; each vector is then read once for all methods.
 */
final class NormScorer {

    /** Rows per row of Value Zeroing's blocks: rows of hidden size alone take less memory than rows with the inner units too. */
    private static final int ROWS = 4;

    /** Factor by which blocks grow where memory allows: each change between the engine's work and Java's takes time (measured). */
    private static final int GROWTH = 8;

    /** Rows per task of a thread: about one sentence of BLiMP, so that a task takes longer than to start it. */
    private static final int TASK_ROWS = 14;

    /** Part of the memory budget that the vectors of a block may take; the rest is for the activations of the batch. */
    private static final int MEMORY_PART = 8;

    private final LayerContext layer;
    private final LayerTrace trace;
    private final TokenBatch batch;
    private final int rows;
    private final int hidden;
    private final int[] tokensOfRows;
    private final Map<ContributionMethod, List<double[]>> maps = new HashMap<>();

    NormScorer(LayerContext layer) {
        this.layer = layer;
        trace = layer.trace();
        batch = layer.batch();
        rows = layer.rows();
        hidden = layer.model().config().hidden();
        tokensOfRows = layer.tokensOfRows();
    }

    /** Returns the maps of a method, one [R, T] per sequence; the first call computes the maps of all methods of the pass. */
    List<double[]> of(ContributionMethod method) {
        if (!maps.containsKey(method)) {
            Set<ContributionMethod> methods =
                    new LinkedHashSet<>(layer.modelContext().methods(ContributionMethod.class));
            methods.add(method);
            compute(List.copyOf(methods));
        }
        return Objects.requireNonNull(maps.get(method));
    }

    private void compute(List<ContributionMethod> methods) {
        List<MethodMaps> methodMaps = new ArrayList<>();
        for (ContributionMethod method : methods) {
            MethodMaps one = new MethodMaps(method, PaddedMaps.zeros(batch, rows));
            methodMaps.add(one);
            maps.put(method, one.maps());
        }
        ArrayScope.discarding(() -> {
            States states = states();
            BlockPlan plan = BlockPlan.of(blockRows(), rows, batch.tokens());
            for (Block values : plan.valueBlocks(batch.size(), batch.tokens())) {
                ArrayScope.discarding(() -> {
                    Contributors contributors = contributors(values);
                    for (Block block : plan.rowBlocks(values)) {
                        ArrayScope.discarding(
                                () -> measure(methodMaps, states, contributors.part(values, block), block));
                    }
                });
            }
        });
    }

    private int blockRows() {
        MachineBudget budget = layer.modelContext().budget();
        int least = ROWS * budget.blockRows();
        long fitting = budget.bytes() / MEMORY_PART / (hidden * (long) Double.BYTES);
        return (int) Math.max(least, Math.min(fitting, GROWTH * (long) least));
    }

    /**
     * A method with the maps that receive its scores.
     *
     * @param maps [R, T] of each sequence
     */
    private record MethodMaps(ContributionMethod method, List<double[]> maps) {}

    /**
     * The layer's states at all tokens or rows.
     *
     * @param x input of the layer [B, T, H]
     * @param y input of layer norm 1 [B, R, H]
     * @param u input of layer norm 2 [B, R, H]
     */
    private record States(
            ComponentRows x, ComponentRows y, ComponentRows u, TargetNorms.Norm first, TargetNorms.Norm second) {

        TargetNorms row(int index, int hidden) {
            double[] atFirst = new double[hidden];
            double[] atSecond = new double[hidden];
            y.read(index, atFirst);
            u.read(index, atSecond);
            return TargetNorms.of(atFirst, atSecond, first, second);
        }
    }

    private States states() {
        LayerWeights weights = layer.weights();
        return new States(
                ComponentRows.of(trace.x()),
                ComponentRows.of(trace.y()),
                ComponentRows.of(trace.u()),
                norm(weights.attentionNorm()),
                norm(weights.outputNorm()));
    }

    private static TargetNorms.Norm norm(NormWeights norm) {
        return new TargetNorms.Norm(ComponentRows.numbers(norm.gain()), ComponentRows.numbers(norm.bias()), norm.eps());
    }

    /** Measures the contributions of the tokens of a block to all rows. */
    private void measure(List<MethodMaps> methodMaps, States states, Contributors contributors, Block block) {
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", block.from(), block.end(), block.first(), block.last()))
                .transpose(0, 3, 2, 1);
        Vectors vectors = new Vectors(
                block,
                ComponentRows.of(attention.matMul(contributors.centred())),
                ComponentRows.numbers(attention.matMul(contributors.means())));
        int first = block.from() * rows;
        int last = block.end() * rows;
        BatchExecutor.spread(IntStream.range(0, (last - first + TASK_ROWS - 1) / TASK_ROWS))
                .forEach(task -> {
                    TokenContribution vector =
                            TokenContribution.of(trace.y().getDataType(), states.first(), states.second());
                    int start = first + task * TASK_ROWS;
                    IntStream.range(start, Math.min(last, start + TASK_ROWS))
                            .filter(row -> rows == 1 || row % rows < batch.lengths()[row / rows])
                            .forEach(row -> measure(methodMaps, states, vectors, vector, row));
                });
    }

    /**
     * Vectors f_ij [n, z, R, H] of a block.
     *
     * @param centred the vectors minus their means
     * @param means means of their components, and of the centred components times the gain of layer norm 1 [n, z, R, 2]
     */
    private record Vectors(Block block, ComponentRows centred, double[] means) {}

    /** Measures the contributions of the tokens of a block to one row, counted over all sequences. */
    private void measure(
            List<MethodMaps> methodMaps, States states, Vectors vectors, TokenContribution vector, int row) {
        Block block = vectors.block();
        int sequence = row / rows;
        int length = batch.lengths()[sequence];
        TargetNorms receiving = states.row(row, hidden);
        List<DoubleSupplier> measures = methodMaps.stream()
                .map(one -> one.method().measure(receiving, vector))
                .toList();
        for (int j = block.first(); j < Math.min(length, block.last()); j++) {
            int at = ((sequence - block.from()) * block.contributors() + j - block.first()) * rows + row % rows;
            vector.replace(vectors.centred(), at, vectors.means()[2 * at], vectors.means()[2 * at + 1]);
            boolean own = tokensOfRows[row] == j;
            put(methodMaps, measures, row, j, own ? Residual.WITHOUT : Residual.ANY);
            if (own) {
                double[] kept = new double[hidden];
                states.x().read(sequence * batch.tokens() + j, kept);
                vector.add(kept);
                put(methodMaps, measures, row, j, Residual.WITH);
            }
        }
    }

    /** Whether the vector of a row's own token includes the residual; the vectors of other tokens do not depend on it. */
    private enum Residual {
        ANY,
        WITH,
        WITHOUT;

        boolean suits(ContributionMethod method) {
            return this == ANY || (this == WITH) == method.withResidual();
        }
    }

    private void put(
            List<MethodMaps> methodMaps, List<DoubleSupplier> measures, int row, int token, Residual residual) {
        int length = batch.lengths()[row / rows];
        for (int m = 0; m < measures.size(); m++) {
            MethodMaps one = methodMaps.get(m);
            if (residual.suits(one.method())) {
                one.maps().get(row / rows)[row % rows * length + token] =
                        measures.get(m).getAsDouble();
            }
        }
    }

    /** Multiplies the value vectors of a block by each head's part of the output matrix. */
    private Contributors contributors(Block block) {
        EncoderConfig config = layer.model().config();
        HeadMatrices weights = HeadMatrices.of(layer);
        NDArray values = trace.values()
                .get(new NDIndex("{}:{}, :, {}:{}", block.from(), block.end(), block.first(), block.last()))
                .transpose(1, 0, 2, 3)
                .reshape(config.heads(), -1, config.headSize());
        Function<NDArray, NDArray> through = matrices -> values.matMul(matrices)
                .transpose(1, 0, 2)
                .reshape(block.sequences(), block.contributors(), config.heads(), -1);
        return new Contributors(through.apply(weights.centred()), through.apply(weights.means()));
    }

    /**
     * W_h v_jh of n sequences and z tokens.
     *
     * @param centred the vectors minus their means [n, z, heads, H]
     * @param means the means of their components, and of the centred ones times the gain of layer norm 1 [n, z, heads, 2]
     */
    private record Contributors(NDArray centred, NDArray means) {

        Contributors part(Block values, Block block) {
            NDIndex index = new NDIndex(
                    "{}:{}, {}:{}",
                    block.from() - values.from(),
                    block.end() - values.from(),
                    block.first() - values.first(),
                    block.last() - values.first());
            return new Contributors(centred.get(index), means.get(index));
        }
    }
}
