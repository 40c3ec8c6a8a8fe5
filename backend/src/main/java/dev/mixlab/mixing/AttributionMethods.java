package dev.mixlab.mixing;

import java.util.List;

/** The attribution methods that this program knows. */
public final class AttributionMethods {

    private static final List<AttributionMethod> ALL = List.of(
            new GradientNorm(Objective.GOOD),
            new GradientTimesInput(Objective.GOOD),
            new GradientTimesInputNorm(Objective.GOOD),
            new IntegratedGradients(Objective.GOOD),
            new DecompX(),
            new GradientNorm(Objective.DIFFERENCE),
            new GradientTimesInput(Objective.DIFFERENCE),
            new GradientTimesInputNorm(Objective.DIFFERENCE),
            new IntegratedGradients(Objective.DIFFERENCE),
            new DecompXDifference());

    private AttributionMethods() {}

    /** Every method, in the order in which they are shown. */
    public static List<AttributionMethod> all() {
        return ALL;
    }
}
