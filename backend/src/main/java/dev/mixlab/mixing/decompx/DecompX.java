package dev.mixlab.mixing.decompx;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.Objective;
import java.util.List;

/** DecompX through the masked-LM head (Modarressi et al. 2023): what each token of a layer's input contributes to the objective. */
public final class DecompX implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    /** Creates the method for the good word's logit, or for its difference to the bad word's. */
    public DecompX(Objective objective) {
        this.objective = objective;
        info = MethodInfo.attribution("decompx" + objective.suffix(), "DecompX" + objective.title())
                .family("decompx")
                .paper("Modarressi et al. 2023")
                .description(
                        objective == Objective.GOOD
                                ? "What each token of a layer's input adds to or takes from the good word's logit, all of it adding up to the logit."
                                : "What each token of a layer's input adds to or takes from the good word's logit minus the bad word's.")
                .aggregations(Aggregation.NONE)
                .build();
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        DecompXScores scores = DecompXScores.of(context);
        return objective == Objective.GOOD ? scores.good() : scores.difference();
    }
}
