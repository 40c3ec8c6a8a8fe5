package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.MethodInfo;
import java.util.function.DoubleSupplier;

/** Layer-wise token-to-token interactions (Ferrando et al. 2022), by the published code or by the formula of the paper. */
public final class Alti implements ContributionMethod {

    /** Constant that PyTorch's pairwise distance adds to each component of a difference. */
    private static final double PAIRWISE_DISTANCE_SHIFT = 1e-6;

    /** The definition of the method that is computed. */
    public enum Definition {
        /** The published code: layer norm's eps has no effect, and 1e-6 is added to each component of a difference. */
        PUBLISHED_CODE,
        /** The paper: layer norm as it is, and plain differences. */
        PAPER
    }

    private final Definition definition;
    private final MethodInfo info;

    /** Creates the method for one of the two definitions. */
    public Alti(Definition definition) {
        this.definition = definition;
        boolean published = definition == Definition.PUBLISHED_CODE;
        info = MethodInfo.contextMixing(
                        published ? "alti" : "alti_paper", published ? "ALTI" : "ALTI (formula of the paper)")
                .family("alti")
                .paper("Ferrando et al. 2022")
                .description(
                        published
                                ? "How near the vector that a token gives comes to the whole of another's new representation after attention."
                                : "ALTI with layer norm's eps and without the constant that its published code adds to differences.")
                .rowwise(true)
                .build();
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        AltiDistance distance = definition == Definition.PUBLISHED_CODE
                ? new AltiDistance(0, PAIRWISE_DISTANCE_SHIFT)
                : new AltiDistance(row.first().eps(), 0);
        return distance.of(row, vector);
    }
}
