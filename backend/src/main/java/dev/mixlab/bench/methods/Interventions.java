package dev.mixlab.bench.methods;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.intervention.AllLayersKnockout;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.intervention.PatchingEffects;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ModelContext;
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
 * @param single the model in single precision
 * @param budget memory that variants of a sentence may take
 */
record Interventions(MaskedLanguageModel model, ModelContext single, MachineBudget budget) {

    /** Returns the work on some sentences by name. */
    Map<String, Consumer<List<EncodedExample>>> all() {
        Map<String, Consumer<List<EncodedExample>>> all = new LinkedHashMap<>();
        all.put("head_importance, head_ablation", each(example -> HeadEffects.of(model, budget, example)));
        all.put("value_zeroing_heads, target row", this::zeroHeads);
        all.put("knockout_value_all_diff", each(example -> AllLayersKnockout.differences(model, budget, example)));
        all.put("value_patching_diff", each(example -> PatchingEffects.of(model, budget, example)));
        return all;
    }

    private static Consumer<List<EncodedExample>> each(Consumer<EncodedExample> work) {
        return examples -> examples.forEach(work);
    }

    /** Zeroes the values of every head for the targets' rows, in the batches and on the threads of a run. */
    private void zeroHeads(List<EncodedExample> examples) {
        ForwardPasses.run(
                single.model(),
                single.budget(),
                examples.stream().mapToInt(EncodedExample::length).toArray(),
                (scope, numbers) -> HeadZeroing.ofTargets(
                        single, scope, numbers.stream().map(examples::get).toList(), (layer, rows) -> {}),
                () -> {});
    }
}
