package dev.mixlab.mixing.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionOptions.Baseline;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Inputs of all layers for one sequence, and the baselines from which paths lead to them. */
record IntegrationPath(MaskedLanguageModel model, NDManager manager, Baseline baseline) {

    /** x(0) .. x(L-1) of a sequence, each [1, T, H]. */
    List<NDArray> inputs(int[] ids) {
        return ArrayScope.returning(
                () -> {
                    List<NDArray> inputs = new ArrayList<>();
                    inputs.add(model.embed(model.batch(manager, List.of(ids))));
                    for (int layer = 0; layer < model.config().layers() - 1; layer++) {
                        inputs.add(model.layer(layer, inputs.get(layer), null).out());
                    }
                    return inputs;
                },
                inputs -> inputs);
    }

    /** The baselines for an example's inputs, of their shapes. */
    List<NDArray> of(EncodedExample example, List<NDArray> inputs) {
        return switch (baseline) {
            case ZERO -> inputs.stream().map(NDArray::zerosLike).toList();
            case MASK -> inputs(masked(example));
        };
    }

    private static int[] masked(EncodedExample example) {
        int[] ids = example.inputIds().clone();
        if (ids.length > 2) {
            Arrays.fill(ids, 1, ids.length - 1, ids[example.target()]);
        }
        if (Arrays.equals(ids, example.inputIds())) {
            throw new InvalidInputException(
                    ("example %s: no token between the first and the last is anything but the mask,"
                                    + " so that its baseline is the sentence itself")
                            .formatted(example.id()));
        }
        return ids;
    }
}
