package dev.mixlab.bench.methods;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.intervention.AllLayersKnockout;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.intervention.ValuePatching;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.valuezeroing.HeadZeroing;
import dev.mixlab.text.EncodedExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What evaluations do to sentences beside scoring them.
 *
 * @param model in double precision
 * @param budget memory that variants of a sentence may take
 */
record Interventions(MaskedLanguageModel model, MachineBudget budget) {

    /** Returns the work on some sentences by name. */
    Map<String, Consumer<List<EncodedExample>>> all() {
        Map<String, Consumer<List<EncodedExample>>> all = new LinkedHashMap<>();
        all.put("head_importance, head_ablation", each(example -> HeadEffects.of(model, budget, example)));
        all.put("value_zeroing_heads, target row", each(this::zeroHeads));
        all.put("knockout_value_all_diff", each(example -> AllLayersKnockout.differences(model, budget, example)));
        all.put("value_patching_diff", each(example -> ValuePatching.of(model, budget, example, example.inputIds())));
        return all;
    }

    private static Consumer<List<EncodedExample>> each(Consumer<EncodedExample> work) {
        return examples -> examples.forEach(work);
    }

    private void zeroHeads(EncodedExample example) {
        try (NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() -> {
                NDArray target = scope.create(new long[] {example.target()}, new Shape(1, 1));
                model.walk(
                        model.exampleBatch(scope, List.of(example)),
                        (layer, trace) ->
                                HeadZeroing.distances(model.config(), model.weights(layer), trace.only(target)));
            });
        }
    }
}
