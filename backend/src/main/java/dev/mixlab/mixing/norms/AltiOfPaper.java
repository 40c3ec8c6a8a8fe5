package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Layer-wise token-to-token interactions with layer norm as it is, the formula of the paper (Ferrando et al. 2022). */
public final class AltiOfPaper implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "alti_paper",
            "ALTI (formula of the paper)",
            Kind.CONTEXT_MIXING,
            "Ferrando et al. 2022",
            "ALTI with layer norm's eps and without the constant that its published code adds to differences.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        return new AltiDistance(row.first().eps(), 0).of(row, vector);
    }
}
