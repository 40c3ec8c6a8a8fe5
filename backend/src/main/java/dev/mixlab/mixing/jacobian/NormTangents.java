package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.layer.NormWeights;
import dev.mixlab.mixing.tensor.CentredRows;
import dev.mixlab.mixing.tensor.WeightViews;

/**
 * The derivative of a layer norm at some rows.
 *
 * @param normalised the rows, centred and divided by their deviation [R, H]
 * @param scale gain over deviation [R, H]
 */
record NormTangents(NDArray normalised, NDArray scale) {

    /** At rows [R, H]. */
    static NormTangents of(NDArray rows, NormWeights norm) {
        CentredRows centred = CentredRows.of(rows, norm.eps());
        NDArray gain = WeightViews.of(rows.getManager(), norm.gain());
        return new NormTangents(centred.centred().div(centred.deviation()), gain.div(centred.deviation()));
    }

    NormTangents row(NDIndex row) {
        return new NormTangents(normalised.get(row), scale.get(row));
    }

    /** Changes of the rows [.., R, H] to changes of the normalised rows. */
    NDArray through(NDArray change) {
        NDArray along = change.mul(normalised).mean(new int[] {-1}, true);
        return change.sub(change.mean(new int[] {-1}, true))
                .subi(normalised.mul(along))
                .muli(scale);
    }
}
