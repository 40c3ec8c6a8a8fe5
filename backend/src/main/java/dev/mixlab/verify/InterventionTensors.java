package dev.mixlab.verify;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.quantity.LogitLens;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.engine.HeadMaps;
import dev.mixlab.mixing.intervention.AllLayersKnockout;
import dev.mixlab.mixing.intervention.HeadEffects;
import dev.mixlab.mixing.intervention.PatchingEffects;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
        tensors.put("value_zeroing_heads_cosine_raw", headMaps("value_zeroing_cosine", example));
        tensors.put("contribution_weights_heads", headMaps("contribution_weights", example));
        tensors.put("knockout_value_all_diff", AllLayersKnockout.differences(precise, budget, example));
        if (example.counterfactual().length > 0) {
            PatchingEffects patching = PatchingEffects.of(precise, budget, example);
            tensors.put("counterfactual_diff", new double[] {patching.counterfactual()});
        }
        return tensors;
    }

    /** Computes a method's maps of every head [L, heads, T, T]. */
    private double[] headMaps(String method, EncodedExample example) {
        float[] raw = HeadMaps.of(model, ContextMixingMethods.withSingleHeads(method), example)
                .raw();
        double[] all = new double[raw.length];
        Arrays.setAll(all, i -> raw[i]);
        return all;
    }

    @Override
    public void close() {
        precise.close();
    }
}
