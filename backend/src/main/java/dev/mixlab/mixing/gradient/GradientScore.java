package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.gradient.TargetGradients.Scores;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import dev.mixlab.mixing.method.Objective;
import java.util.List;

/** Attribution by the gradient G_j of an objective with respect to each token x_j of a layer's input. */
public final class GradientScore implements AttributionMethod {

    /** The function of gradient and input. */
    public enum Kind {
        /** The length of the gradient, |G_j| (Simonyan et al. 2014; Li et al. 2016). */
        NORM(
                "grad_norm_l2",
                "Gradient norm",
                "Simonyan et al. 2014; Li et al. 2016",
                "How strongly %s reacts to a token at the layer's input: the length of the gradient."),
        /** The product of gradient and input, G_j . x_j (Denil et al. 2014; Shrikumar et al. 2016). */
        TIMES_INPUT(
                "grad_x_input",
                "Gradient x input",
                "Denil et al. 2014; Shrikumar et al. 2016",
                "How much %s would change, by its slope, if a token vanished from the layer's input: gradient times input, summed."),
        /** The norm of the component-wise product of gradient and input. */
        TIMES_INPUT_NORM(
                "grad_x_input_l2",
                "Gradient x input (L2)",
                "Denil et al. 2014; Shrikumar et al. 2016; the length in place of the sum",
                "How strongly %s hangs on a token at the layer's input: the length of gradient times input, component by component.");

        private final String id;
        private final String title;
        private final String paper;
        private final String description;

        Kind(String id, String title, String paper, String description) {
            this.id = id;
            this.title = title;
            this.paper = paper;
            this.description = description;
        }
    }

    private final Kind kind;
    private final Objective objective;
    private final MethodInfo info;

    /** Creates the method for what is made of gradient and input, and for the objective whose gradient it is. */
    public GradientScore(Kind kind, Objective objective) {
        this.kind = kind;
        this.objective = objective;
        boolean signed = kind == Kind.TIMES_INPUT;
        info = MethodInfo.attribution(kind.id + objective.suffix(), kind.title + objective.title())
                .family("gradient")
                .paper(kind.paper)
                .description(kind.description.formatted(objective.phrase()))
                .needs(Need.GRADIENTS)
                .range(signed ? Range.ANY : Range.LENGTH)
                .signed(signed)
                .build();
    }

    Objective objective() {
        return objective;
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return scores(TargetGradients.of(context, objective)).stream()
                .map(scores -> new Attribution(scores, null))
                .toList();
    }

    private List<double[]> scores(Scores gradients) {
        return switch (kind) {
            case NORM -> gradients.norms();
            case TIMES_INPUT -> gradients.products();
            case TIMES_INPUT_NORM -> gradients.productNorms();
        };
    }
}
