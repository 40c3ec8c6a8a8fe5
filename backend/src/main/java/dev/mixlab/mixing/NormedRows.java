package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.LayerWeights;
import dev.mixlab.encoder.NormWeights;

/**
 * Rows of a layer as its two norms see them: n sequences, an axis of size 1, R rows.
 *
 * @param y input of layer norm 1, components [n, 1, R, H]
 * @param u input of layer norm 2
 * @param first gain and bias of layer norm 1
 * @param second gain and bias of layer norm 2
 */
record NormedRows(CentredRows y, CentredRows u, NormWeights first, NormWeights second) {

    /** The rows that {@code index} takes of [B, T, H]. */
    static NormedRows of(LayerTrace trace, LayerWeights weights, NDIndex index) {
        return new NormedRows(
                centred(trace.y(), index, weights.attentionNorm().eps()),
                centred(trace.u(), index, weights.outputNorm().eps()),
                weights.attentionNorm(),
                weights.outputNorm());
    }

    /** 1 / sqrt(var(y) + eps) [n, 1, R]. */
    NDArray firstScale() {
        return scale(y);
    }

    /** 1 / sqrt(var(u) + eps) [n, 1, R]. */
    NDArray secondScale() {
        return scale(u);
    }

    private static NDArray scale(CentredRows rows) {
        return rows.deviation().pow(-1).squeeze(3);
    }

    private static CentredRows centred(NDArray rows, NDIndex index, double eps) {
        return CentredRows.of(rows.get(index), eps).expandDims(1);
    }
}
