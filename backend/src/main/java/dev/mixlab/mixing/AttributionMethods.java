package dev.mixlab.mixing;

import dev.mixlab.mixing.decompx.DecompX;
import dev.mixlab.mixing.decompx.DecompXDifference;
import dev.mixlab.mixing.gradient.GradientNorm;
import dev.mixlab.mixing.gradient.GradientTimesInput;
import dev.mixlab.mixing.gradient.GradientTimesInputNorm;
import dev.mixlab.mixing.gradient.IntegratedGradients;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.Objective;
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
