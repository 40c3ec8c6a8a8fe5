package dev.mixlab.mixing;

/** A way to say which tokens matter: to each other, or to the prediction at the target. */
public sealed interface ScoringMethod permits ContextMixingMethod, AttributionMethod {

    MethodInfo info();
}
