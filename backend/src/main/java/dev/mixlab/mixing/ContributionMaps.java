package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.EncoderConfig;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.Shares.Slice;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Maps of one layer by all methods that measure contributions. Each head's product with the value vectors is formed once;
 * the vectors f_ij are combinations of as many of these as there are heads, and are held for as many rows at a time as stay
 * in the cache.
 */
final class ContributionMaps {

    /** So many rows of hidden size alone take less memory than one of Value Zeroing, which has the inner units too. */
    private static final int ROWS = 4;

    private final LayerContext layer;
    private final LayerTrace trace;
    private final TokenBatch batch;
    private final Map<ContributionMethod, List<double[]>> maps = new HashMap<>();

    ContributionMaps(LayerContext layer) {
        this.layer = layer;
        trace = layer.trace();
        batch = layer.batch();
    }

    /** The maps of a method, one [T, T] per sequence; the first time those of all methods that are scored together are made. */
    List<double[]> of(ContributionMethod method) {
        if (!maps.containsKey(method)) {
            Set<ContributionMethod> asked =
                    new LinkedHashSet<>(layer.modelContext().methods(ContributionMethod.class));
            asked.add(method);
            make(asked);
        }
        return Objects.requireNonNull(maps.get(method));
    }

    private void make(Set<ContributionMethod> methods) {
        methods.forEach(method -> maps.put(method, PaddedMaps.zeros(batch, layer.rows())));
        int tokens = batch.tokens();
        Shares shares = Shares.of(ROWS * layer.modelContext().budget().sliceRows(), layer.rows(), tokens);
        for (Slice share : shares.ofValues(batch.size(), tokens)) {
            Scratch.free(() -> {
                Given given = given(share);
                for (Slice slice : shares.ofRows(share)) {
                    Scratch.free(() -> measure(methods, given.part(share, slice), slice));
                }
            });
        }
    }

    /** What the tokens of a slice give to all rows, and with what they keep of themselves to their own. */
    private void measure(Set<ContributionMethod> methods, Given given, Slice slice) {
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 3, 2, 1);
        NormedRows rows = NormedRows.of(trace, layer.weights(), new NDIndex("{}:{}", slice.from(), slice.end()));
        NDArray vectors = attention.matMul(given.centred());
        NDArray means = attention.matMul(given.means()).squeeze(3);
        boolean one = layer.rows() < batch.tokens();
        Contributions own = one ? withInputs(vectors, means, rows, slice) : onDiagonal(vectors, means, rows, slice);
        Contributions all = new Contributions(vectors, means, rows);
        for (ContributionMethod method : methods) {
            List<double[]> map = Objects.requireNonNull(maps.get(method));
            boolean whole = one && method.withResidual();
            PaddedMaps.put(batch, slice, map, scores(method, whole ? own : all));
            if (!one && method.withResidual()) {
                PaddedMaps.putDiagonal(batch, slice, map, scores(method, own));
            }
        }
    }

    /** r_ij [n, z, 1, H] of the rows of single tokens, of which each gives x to itself. */
    private Contributions withInputs(NDArray vectors, NDArray means, NormedRows rows, Slice slice) {
        NDArray own = layer.ownTokens()
                .get(new NDIndex("{}:{}, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 2, 1);
        NDArray inputs = layer.rowInputs()
                .get(new NDIndex("{}:{}", slice.from(), slice.end()))
                .expandDims(1);
        NDArray mean = inputs.mean(new int[] {3}, true);
        NDArray kept = inputs.sub(mean).mul(own.expandDims(3));
        return new Contributions(vectors.add(kept), means.add(own.mul(mean.squeeze(3))), rows);
    }

    /** r_jj = f_jj + x_j [n, 1, z, H] of the z tokens of a slice, whose f_ij [n, z, T, H] stay as they are. */
    private Contributions onDiagonal(NDArray vectors, NDArray means, NormedRows rows, Slice slice) {
        NDIndex tokens = new NDIndex("{}:{}, {}:{}", slice.from(), slice.end(), slice.first(), slice.last());
        NDArray kept = trace.x().get(tokens);
        NDArray keptMeans = kept.mean(new int[] {2}, true);
        NDArray given = vectors.diagonal(slice.first(), 1, 2).transpose(0, 2, 1);
        NDArray givenMeans = means.diagonal(slice.first(), 1, 2);
        return new Contributions(
                kept.sub(keptMeans).addi(given).expandDims(1),
                keptMeans.squeeze(2).addi(givenMeans).expandDims(1),
                slice.giving() == batch.tokens() ? rows : NormedRows.of(trace, layer.weights(), tokens));
    }

    private static double[] scores(ContributionMethod method, Contributions contributions) {
        return method.measure(contributions).toType(DataType.FLOAT64, false).toDoubleArray();
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
     * @param means the means of their components [n, z, heads, 1]
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
