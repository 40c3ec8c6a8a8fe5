package dev.mixlab.verify;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.evaluation.quantity.LogitLens;
import dev.mixlab.mixing.intervention.AllLayersKnockout;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.intervention.PatchingEffects;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.valuezeroing.HeadZeroing;
import dev.mixlab.text.EncodedExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference tensors of the logit lens, of single heads, and of interventions that are no scoring methods. */
final class InterventionTensors implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final MaskedLanguageModel precise;
    private final MachineBudget budget;

    /** Creates the tensors of a model, of which a copy in double precision is made. */
    InterventionTensors(MaskedLanguageModel model, MachineBudget budget) {
        this.model = model;
        this.budget = budget;
        precise = model.copy(Precision.FLOAT64);
    }

    /** Computes the tensors of an input of one sequence, by name; the model has a head. */
    Map<String, double[]> of(ReferenceCase inputs) {
        EncodedExample example = inputs.members().get(0);
        Map<String, double[]> tensors = new LinkedHashMap<>();
        LogitLens lens =
                LogitLens.of(model, inputs.members(), budget, () -> false).get(0);
        tensors.put("logit_lens_logits_good", lens.good());
        tensors.put("logit_lens_logits_bad", lens.bad());
        tensors.put("logit_lens_prob_good", lens.probability());
        tensors.put("logit_lens_rank_good", lens.rank());
        HeadEffects heads = HeadEffects.of(precise, budget, example);
        tensors.put("head_importance_diff", heads.importance());
        tensors.put("head_ablation_diff", heads.ablation());
        tensors.put("value_zeroing_heads_cosine_raw", headMaps(example));
        tensors.put("knockout_value_all_diff", AllLayersKnockout.differences(precise, budget, example));
        if (example.counterfactual().length > 0) {
            PatchingEffects patching = PatchingEffects.of(precise, budget, example);
            tensors.put("counterfactual_diff", new double[] {patching.counterfactual()});
        }
        return tensors;
    }

    /** Computes the maps of Value Zeroing of every head [L, heads, T, T]. */
    private double[] headMaps(EncodedExample example) {
        int size = model.config().heads() * example.length() * example.length();
        double[] all = new double[model.config().layers() * size];
        try (ModelContext context = new ModelContext(model, budget);
                NDManager scope = TensorEngine.newManager()) {
            TokenBatch batch = model.exampleBatch(scope, List.of(example));
            model.walk(
                    batch,
                    (layer, trace) -> System.arraycopy(
                            HeadZeroing.distances(new LayerContext(context, layer, batch, trace, new Memo()))
                                    .get(0),
                            0,
                            all,
                            layer * size,
                            size));
        }
        return all;
    }

    @Override
    public void close() {
        precise.close();
    }
}
