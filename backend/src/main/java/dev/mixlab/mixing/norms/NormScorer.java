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
import dev.mixlab.mixing.tensor.BlockPlan.Slice;
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

    /** So many rows of hidden size alone take less memory than one of Value Zeroing, which has the inner units too. */
    private static final int ROWS = 4;

    /** Where memory allows, so many times these: to change between the engine's work and Java's takes time. */
    private static final int MORE = 8;

    /** So many rows at a time are one thread's work. */
    private static final int TOGETHER = 14;

    /** No more than this part of the memory budget for the vectors of a slice. */
    private static final int PART = 8;

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

    /** The maps of a method, one [R, T] per sequence; the first time those of all methods that are scored together are made. */
    List<double[]> of(ContributionMethod method) {
        if (!maps.containsKey(method)) {
            Set<ContributionMethod> asked =
                    new LinkedHashSet<>(layer.modelContext().methods(ContributionMethod.class));
            asked.add(method);
            make(List.copyOf(asked));
        }
        return Objects.requireNonNull(maps.get(method));
    }

    private void make(List<ContributionMethod> methods) {
        List<Asked> asked = new ArrayList<>();
        for (ContributionMethod method : methods) {
            Asked one = new Asked(method, PaddedMaps.zeros(batch, rows));
            asked.add(one);
            maps.put(method, one.maps());
        }
        ArrayScope.free(() -> {
            States states = states();
            BlockPlan shares = BlockPlan.of(sliceRows(), rows, batch.tokens());
            for (Slice share : shares.ofValues(batch.size(), batch.tokens())) {
                ArrayScope.free(() -> {
                    Given given = given(share);
                    for (Slice slice : shares.ofRows(share)) {
                        ArrayScope.free(() -> measure(asked, states, given.part(share, slice), slice));
                    }
                });
            }
        });
    }

    private int sliceRows() {
        MachineBudget budget = layer.modelContext().budget();
        int least = ROWS * budget.sliceRows();
        long fitting = budget.bytes() / PART / (hidden * (long) Double.BYTES);
        return (int) Math.max(least, Math.min(fitting, MORE * (long) least));
    }

    /**
     * A method and where its scores go.
     *
     * @param maps [R, T] of each sequence
     */
    private record Asked(ContributionMethod method, List<double[]> maps) {}

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

    /** What the tokens of a slice give to all rows. */
    private void measure(List<Asked> asked, States states, Given given, Slice slice) {
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 3, 2, 1);
        Vectors vectors = new Vectors(
                slice,
                ComponentRows.of(attention.matMul(given.centred())),
                ComponentRows.numbers(attention.matMul(given.means())));
        int first = slice.from() * rows;
        int last = slice.end() * rows;
        BatchExecutor.spread(IntStream.range(0, (last - first + TOGETHER - 1) / TOGETHER))
                .forEach(block -> {
                    TokenContribution vector =
                            TokenContribution.of(trace.y().getDataType(), states.first(), states.second());
                    int start = first + block * TOGETHER;
                    IntStream.range(start, Math.min(last, start + TOGETHER))
                            .filter(row -> rows == 1 || row % rows < batch.lengths()[row / rows])
                            .forEach(row -> measure(asked, states, vectors, vector, row));
                });
    }

    /**
     * Vectors f_ij [n, z, R, H] of a slice.
     *
     * @param centred the vectors minus their means
     * @param means of their components, and of the centred ones times the gain of layer norm 1 [n, z, R, 2]
     */
    private record Vectors(Slice slice, ComponentRows centred, double[] means) {}

    /** What the tokens of a slice give to one row, of those of all sequences in their order. */
    private void measure(List<Asked> asked, States states, Vectors vectors, TokenContribution vector, int row) {
        Slice slice = vectors.slice();
        int sequence = row / rows;
        int length = batch.lengths()[sequence];
        TargetNorms receiving = states.row(row, hidden);
        List<DoubleSupplier> measures = asked.stream()
                .map(one -> one.method().measure(receiving, vector))
                .toList();
        for (int j = slice.first(); j < Math.min(length, slice.last()); j++) {
            int at = ((sequence - slice.from()) * slice.giving() + j - slice.first()) * rows + row % rows;
            vector.replace(vectors.centred(), at, vectors.means()[2 * at], vectors.means()[2 * at + 1]);
            boolean own = tokensOfRows[row] == j;
            put(asked, measures, row, j, own ? Residual.WITHOUT : Residual.ANY);
            if (own) {
                double[] kept = new double[hidden];
                states.x().read(sequence * batch.tokens() + j, kept);
                vector.add(kept);
                put(asked, measures, row, j, Residual.WITH);
            }
        }
    }

    /** Whether a vector holds what the row's own token keeps; what other tokens give does not depend on it. */
    private enum Residual {
        ANY,
        WITH,
        WITHOUT;

        boolean suits(ContributionMethod method) {
            return this == ANY || (this == WITH) == method.withResidual();
        }
    }

    private void put(List<Asked> asked, List<DoubleSupplier> measures, int row, int token, Residual residual) {
        int length = batch.lengths()[row / rows];
        for (int m = 0; m < measures.size(); m++) {
            Asked one = asked.get(m);
            if (residual.suits(one.method())) {
                one.maps().get(row / rows)[row % rows * length + token] =
                        measures.get(m).getAsDouble();
            }
        }
    }

    /** Value vectors of a slice through each head's part of the output matrix. */
    private Given given(Slice slice) {
        EncoderConfig config = layer.model().config();
        ContributionWeights weights = ContributionWeights.of(layer);
        NDArray values = trace.values()
                .get(new NDIndex("{}:{}, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(1, 0, 2, 3)
                .reshape(config.heads(), -1, config.headSize());
        Function<NDArray, NDArray> through = matrices -> values.matMul(matrices)
                .transpose(1, 0, 2)
                .reshape(slice.sequences(), slice.giving(), config.heads(), -1);
        return new Given(through.apply(weights.centred()), through.apply(weights.means()));
    }

    /**
     * W_h v_jh of n sequences and z tokens.
     *
     * @param centred minus their means [n, z, heads, H]
     * @param means the means of their components, and of the centred ones times the gain of layer norm 1 [n, z, heads, 2]
     */
    private record Given(NDArray centred, NDArray means) {

        Given part(Slice share, Slice slice) {
            NDIndex index = new NDIndex(
                    "{}:{}, {}:{}",
                    slice.from() - share.from(),
                    slice.end() - share.from(),
                    slice.first() - share.first(),
                    slice.last() - share.first());
            return new Given(centred.get(index), means.get(index));
        }
    }
}
