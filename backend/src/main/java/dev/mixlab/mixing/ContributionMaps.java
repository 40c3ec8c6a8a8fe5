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

/**
 * Maps of one layer by all methods that measure contributions. Each head's product with the value vectors is formed once;
 * the vectors f_ij are combinations of as many of these as there are heads, and are held for as many rows at a time as stay
 * in the cache.
 */
final class ContributionMaps {

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
        Shares shares = Shares.of(layer.modelContext().budget().sliceRows(), layer.rows(), tokens);
        for (Slice share : shares.ofValues(batch.size(), tokens)) {
            Scratch.free(() -> {
                Given given = given(share);
                for (Slice slice : shares.ofRows(share)) {
                    Scratch.free(() -> rows(methods, given.part(share, slice), slice));
                }
                if (layer.rows() == tokens) {
                    Scratch.free(() -> diagonal(methods, given, share));
                }
            });
        }
    }

    /** What the tokens of a slice give to all rows. */
    private void rows(Set<ContributionMethod> methods, Given given, Slice slice) {
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}, :, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 3, 2, 1);
        NormedRows rows = NormedRows.of(trace, layer.weights(), new NDIndex("{}:{}", slice.from(), slice.end()));
        Contributions attended = given.weighted(attention, rows);
        boolean one = layer.rows() < batch.tokens();
        Contributions kept = one ? attended.plus(own(slice), inputs(slice)) : attended;
        for (ContributionMethod method : methods) {
            double[] scores =
                    method.measure(method.withResidual() ? kept : attended).toDoubleArray();
            PaddedMaps.put(batch, slice, maps(method), scores);
        }
    }

    /** What the tokens of a slice give to themselves, with what they keep of themselves. */
    private void diagonal(Set<ContributionMethod> methods, Given given, Slice slice) {
        NDArray attention = trace.attention()
                .get(new NDIndex("{}:{}", slice.from(), slice.end()))
                .diagonal(0, 2, 3)
                .get(new NDIndex(":, :, {}:{}", slice.first(), slice.last()))
                .transpose(0, 2, 1)
                .expandDims(2);
        NDIndex tokens = new NDIndex("{}:{}, {}:{}", slice.from(), slice.end(), slice.first(), slice.last());
        Contributions kept =
                given.onDiagonal(attention, trace.x().get(tokens), NormedRows.of(trace, layer.weights(), tokens));
        for (ContributionMethod method : methods) {
            if (method.withResidual()) {
                double[] scores = method.measure(kept).toDoubleArray();
                PaddedMaps.putDiagonal(batch, slice, maps(method), scores);
            }
        }
    }

    /** 1 where the token that gives is the row's own [n, z, R], in double precision. */
    private NDArray own(Slice slice) {
        return layer.ownTokens()
                .get(new NDIndex("{}:{}, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(0, 2, 1)
                .toType(DataType.FLOAT64, false);
    }

    /** Inputs of the rows [n, 1, R, H] in double precision. */
    private NDArray inputs(Slice slice) {
        return layer.rowInputs()
                .get(new NDIndex("{}:{}", slice.from(), slice.end()))
                .toType(DataType.FLOAT64, false)
                .expandDims(1);
    }

    private List<double[]> maps(ContributionMethod method) {
        return Objects.requireNonNull(maps.get(method));
    }

    /** Value vectors of a slice through each head's part of the output matrix. */
    private Given given(Slice slice) {
        EncoderConfig config = layer.model().config();
        int heads = config.heads();
        NDArray values = trace.values()
                .get(new NDIndex("{}:{}, :, {}:{}", slice.from(), slice.end(), slice.first(), slice.last()))
                .transpose(1, 0, 2, 3)
                .reshape(heads, -1, config.headSize());
        NDArray matrices = layer.weights()
                .attentionOutput()
                .weight()
                .reshape(-1, heads, config.headSize())
                .transpose(1, 2, 0);
        NDArray vectors = values.matMul(matrices)
                .transpose(1, 0, 2)
                .toType(DataType.FLOAT64, false)
                .reshape(slice.sequences(), slice.giving(), heads, -1);
        return Given.of(vectors);
    }

    /**
     * W_h v_jh of n sequences and z tokens in double precision.
     *
     * @param centred minus their means [n, z, heads, H]
     * @param means the means of their components [n, z, heads, 1]
     */
    private record Given(NDArray centred, NDArray means) {

        private static final int COMPONENTS = 3;

        static Given of(NDArray vectors) {
            NDArray means = vectors.mean(new int[] {COMPONENTS}, true);
            return new Given(vectors.sub(means), means);
        }

        Given part(Slice share, Slice slice) {
            NDIndex index = new NDIndex(
                    "{}:{}, {}:{}",
                    slice.from() - share.from(),
                    slice.end() - share.from(),
                    slice.first() - share.first(),
                    slice.last() - share.first());
            return new Given(centred.get(index), means.get(index));
        }

        /** f_ij from attention weights [n, z, R, heads]. */
        Contributions weighted(NDArray attention, NormedRows rows) {
            NDArray exact = attention.toType(DataType.FLOAT64, false);
            return new Contributions(exact.matMul(centred), exact.matMul(means).squeeze(COMPONENTS), rows);
        }

        /** r_ii from attention weights [n, z, 1, heads] and the inputs x [n, z, H] of the same tokens. */
        Contributions onDiagonal(NDArray attention, NDArray inputs, NormedRows rows) {
            NDArray exact = attention.toType(DataType.FLOAT64, false);
            Given own = Given.of(inputs.toType(DataType.FLOAT64, false).expandDims(2));
            NDArray vectors = exact.matMul(centred).addi(own.centred).transpose(0, 2, 1, 3);
            NDArray means = exact.matMul(this.means).addi(own.means).squeeze(COMPONENTS);
            return new Contributions(vectors, means.transpose(0, 2, 1), rows);
        }
    }
}
