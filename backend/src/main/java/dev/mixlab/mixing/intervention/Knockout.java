package dev.mixlab.mixing.intervention;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import java.util.List;

/**
 * Attribution by intervention: what the answer loses when a token's value vector is zeroed in one layer, or when the target no longer
 * attends to it there. Everything above the layer is computed anew, attention included. All is in double precision.
 */
public final class Knockout implements AttributionMethod {

    /** What is cut in a layer, and what of the answer is compared. */
    public enum Kind {
        /** The value vector of a token is zero in all heads: the loss of the good word's logit over the bad word's. */
        VALUE_DIFFERENCE(
                "knockout_value_diff",
                "Value knock-out",
                Cut.VALUE,
                "How much of the lead of the good word's logit over the bad word's is lost when a token's value vectors are zero in this layer, carried through to the answer."),
        /** The same, for the good word's probability. */
        VALUE_PROBABILITY(
                "knockout_value_prob",
                "Value knock-out (probability)",
                Cut.VALUE,
                "How much of the good word's probability is lost when a token's value vectors are zero in this layer, carried through to the answer."),
        /** The target does not attend to a token, and the rest of its attention is renormalised: the loss of the lead. */
        EDGE_DIFFERENCE(
                "knockout_edge_diff",
                "Edge knock-out",
                Cut.EDGE,
                "How much of the lead of the good word's logit over the bad word's is lost when the target cannot attend to a token in this layer, carried through to the answer.");

        private final String id;
        private final String title;
        private final Cut cut;
        private final String description;

        Kind(String id, String title, Cut cut, String description) {
            this.id = id;
            this.title = title;
            this.cut = cut;
            this.description = description;
        }
    }

    private final Kind kind;
    private final MethodInfo info;

    /** Creates the method for what is cut and compared. */
    public Knockout(Kind kind) {
        this.kind = kind;
        info = MethodInfo.attribution(kind.id, kind.title)
                .family("knockout")
                .paper("definition of this program")
                .description(kind.description)
                .needs(Need.INTERVENTION)
                .build();
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return context.memo().get(KnockoutEffects.class, () -> new KnockoutEffects(context)).of(kind.cut).stream()
                .map(effects -> new Attribution(
                        kind == Kind.VALUE_PROBABILITY ? effects.probabilities() : effects.differences(), null))
                .toList();
    }
}
