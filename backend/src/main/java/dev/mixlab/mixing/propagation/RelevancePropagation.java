package dev.mixlab.mixing.propagation;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.Objective;
import java.util.List;

/**
 * Attribution by the sum of the components of x_j(l) times a modified gradient at x_j(l), where the deviations of all layer norms are
 * constants. The scores of a layer do not add up to the objective: what biases contribute is missing, and what the soft-max loses.
 */
public final class RelevancePropagation implements AttributionMethod {

    /** The rules by which the backward pass differs from that of the gradient, apart from the rule of layer norms. */
    public enum Rules {
        /**
         * The slope from the origin in place of an activation's derivative; gradients of queries and keys divided by 4, and those of
         * values by 2, so that each factor of a product gets its half (Achtibat et al. 2024).
         */
        ATTN_LRP(
                "attnlrp",
                "AttnLRP",
                "Achtibat et al. 2024",
                "How much of %s a token of the layer's input accounts for, by layer-wise relevance propagation through attention and activations."),
        /** The slope from the origin in place of an activation's derivative; attention weights are constants (Ali et al. 2022). */
        CP_LRP(
                "cp_lrp",
                "CP-LRP",
                "Ali et al. 2022",
                "How much of %s a token of the layer's input accounts for, by layer-wise relevance propagation with attention weights held constant."),
        /**
         * The true derivative of activations; the soft-max is passed backwards at twice the temperature; gradients of queries and keys
         * divided by 4, and those of values by 2 (Edin et al. 2025).
         */
        GIM(
                "gim",
                "GIM",
                "Edin et al. 2025",
                "How much of %s a token of the layer's input accounts for, by gradient interaction modifications: a backward pass that corrects for saturated attention.");

        private final String id;
        private final String title;
        private final String paper;
        private final String description;

        Rules(String id, String title, String paper, String description) {
            this.id = id;
            this.title = title;
            this.paper = paper;
            this.description = description;
        }
    }

    private final Rules rules;
    private final Objective objective;
    private final MethodInfo info;

    /** Creates the method for the rules of its backward pass, and for the objective that is attributed. */
    public RelevancePropagation(Rules rules, Objective objective) {
        this.rules = rules;
        this.objective = objective;
        info = MethodInfo.attribution(rules.id + objective.suffix(), rules.title + objective.title())
                .family("relevance_propagation")
                .paper(rules.paper)
                .description(rules.description.formatted(objective.phrase()))
                .needs(Need.GRADIENTS)
                .build();
    }

    Rules rules() {
        return rules;
    }

    Objective objective() {
        return objective;
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public void observe(LayerContext layer) {
        OutputDeviations.keep(layer);
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return context.memo().get(Relevances.class, () -> new Relevances(context)).of(rules, objective).stream()
                .map(scores -> new Attribution(scores, null))
                .toList();
    }
}
