package dev.mixlab.mixing;

import dev.mixlab.mixing.decompx.DecompX;
import dev.mixlab.mixing.gradient.GradientScore;
import dev.mixlab.mixing.gradient.GradientScore.Kind;
import dev.mixlab.mixing.gradient.IntegratedGradients;
import dev.mixlab.mixing.intervention.Knockout;
import dev.mixlab.mixing.intervention.ValuePatching;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.propagation.RelevancePropagation;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;
import java.util.List;

/** The attribution methods that this program knows. */
public final class AttributionMethods {

    private static final List<AttributionMethod> ALL = List.of(
            new GradientScore(Kind.NORM, Objective.GOOD),
            new GradientScore(Kind.TIMES_INPUT, Objective.GOOD),
            new GradientScore(Kind.TIMES_INPUT_NORM, Objective.GOOD),
            new IntegratedGradients(Objective.GOOD),
            new DecompX(Objective.GOOD),
            new RelevancePropagation(Rules.ATTN_LRP, Objective.GOOD),
            new RelevancePropagation(Rules.CP_LRP, Objective.GOOD),
            new RelevancePropagation(Rules.GIM, Objective.GOOD),
            new GradientScore(Kind.NORM, Objective.DIFFERENCE),
            new GradientScore(Kind.TIMES_INPUT, Objective.DIFFERENCE),
            new GradientScore(Kind.TIMES_INPUT_NORM, Objective.DIFFERENCE),
            new IntegratedGradients(Objective.DIFFERENCE),
            new DecompX(Objective.DIFFERENCE),
            new RelevancePropagation(Rules.ATTN_LRP, Objective.DIFFERENCE),
            new RelevancePropagation(Rules.CP_LRP, Objective.DIFFERENCE),
            new RelevancePropagation(Rules.GIM, Objective.DIFFERENCE),
            new Knockout(Knockout.Kind.VALUE_DIFFERENCE),
            new Knockout(Knockout.Kind.VALUE_PROBABILITY),
            new Knockout(Knockout.Kind.EDGE_DIFFERENCE),
            new ValuePatching(ValuePatching.Kind.DIFFERENCE),
            new ValuePatching(ValuePatching.Kind.PROBABILITY));

    private AttributionMethods() {}

    /** Every method, in the order in which they are shown. */
    public static List<AttributionMethod> all() {
        return ALL;
    }
}
