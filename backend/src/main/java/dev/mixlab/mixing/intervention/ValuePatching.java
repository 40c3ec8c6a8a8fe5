package dev.mixlab.mixing.intervention;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import java.util.List;

/**
 * Attribution by intervention: what the answer loses when a token's value vectors in one layer are those of the sentence whose cue has the
 * other number (Amirzadeh et al. 2024). Everything above the layer is computed anew. A sentence without such a counterfactual is refused.
 * All is in double precision.
 */
public final class ValuePatching implements AttributionMethod {

    /** What of the answer is compared. */
    public enum Kind {
        /** The loss of the good word's logit over the bad word's. */
        DIFFERENCE(
                "value_patching_diff",
                "Value patching",
                "How much of the lead of the good word's logit over the bad word's is lost when a token's value vectors in this layer are those of the sentence with its cue in the other number."),
        /** The loss of the good word's probability. */
        PROBABILITY(
                "value_patching_prob",
                "Value patching (probability)",
                "How much of the good word's probability is lost when a token's value vectors in this layer are those of the sentence with its cue in the other number.");

        private final String id;
        private final String title;
        private final String description;

        Kind(String id, String title, String description) {
            this.id = id;
            this.title = title;
            this.description = description;
        }
    }

    private final Kind kind;
    private final MethodInfo info;

    /** Creates the method for what is compared. */
    public ValuePatching(Kind kind) {
        this.kind = kind;
        info = MethodInfo.attribution(kind.id, kind.title)
                .family("value_patching")
                .paper("Amirzadeh et al. 2024")
                .description(kind.description)
                .needs(Need.INTERVENTION, Need.COUNTERFACTUAL)
                .build();
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return context.memo().get(Effects.class, () -> Effects.of(context)).ofEach().stream()
                .map(effects -> new Attribution(
                        kind == Kind.PROBABILITY ? effects.probabilities() : effects.differences(), null))
                .toList();
    }

    /** The effects in each sentence of a batch. */
    private record Effects(List<PatchingEffects> ofEach) {

        private static Effects of(AttributionContext context) {
            MachineBudget budget = context.modelContext().budget();
            return new Effects(context.examples().stream()
                    .map(example -> PatchingEffects.of(context.modelContext().inDouble(), budget, example))
                    .toList());
        }
    }
}
