package dev.mixlab.mixing.method;

/**
 * A way to say which tokens matter: to each other, or to the prediction at the target. One object serves several batches at a
 * time, on several threads: what it remembers belongs to the batch's context, not to itself.
 */
public sealed interface ScoringMethod permits ContextMixingMethod, AttributionMethod {

    MethodInfo info();
}
