package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;
import dev.mixlab.mixing.tensor.RemainingLayers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relevances of a batch by all rule sets of a pass, for both objectives. Each layer is run again from its input and passed backwards by
 * itself, from the last to the first, so that the activations of one layer are held at a time.
 */
final class Relevances {

    private static final int[] COMPONENTS = {-1};

    private final AttributionContext context;
    private final Map<Rules, Map<Objective, List<double[]>>> scores = new EnumMap<>(Rules.class);

    Relevances(AttributionContext context) {
        this.context = context;
    }

    /** Returns the scores of each sequence [L, T], row-major. */
    List<double[]> of(Rules rules, Objective objective) {
        if (!scores.containsKey(rules)) {
            Set<Rules> wanted = EnumSet.of(rules);
            context.modelContext().methods(RelevancePropagation.class).forEach(method -> wanted.add(method.rules()));
            wanted.forEach(one -> scores.put(one, Objective.each(each -> zeros())));
            ArrayScope.discarding(() -> propagate(wanted));
        }
        return Objects.requireNonNull(Objects.requireNonNull(scores.get(rules)).get(objective));
    }

    private List<double[]> zeros() {
        List<double[]> zeros = new ArrayList<>();
        for (int length : context.batch().lengths()) {
            zeros.add(new double[context.model().config().layers() * length]);
        }
        return zeros;
    }

    /** The gradients of one rule set with respect to the states that the pass has come down to, each [B, T, H]. */
    private record Gradients(Rules rules, Map<Objective, NDArray> byObjective) {}

    private void propagate(Set<Rules> wanted) {
        MaskedLanguageModel model = context.model();
        int last = model.config().layers() - 1;
        NDArray top = context.inputs().get(last + 1);
        NDArray mask = model.attentionMask(context.batch());
        HeadBackward head =
                new HeadBackward(model, RemainingLayers.of(model, top.getManager(), context.examples(), mask), top);
        List<Gradients> gradients = wanted.stream()
                .map(rules -> new Gradients(rules, Objective.each(objective -> head.gradient(rules, objective))))
                .toList();
        for (int layer = last; layer >= 0; layer--) {
            int at = layer;
            List<Gradients> above = gradients;
            gradients = ArrayScope.returning(() -> below(at, mask, above), Relevances::arrays);
            arrays(above).forEach(NDArray::close);
            gradients.forEach(these -> collect(at, these));
        }
    }

    private static List<NDArray> arrays(List<Gradients> gradients) {
        return gradients.stream()
                .flatMap(these -> these.byObjective().values().stream())
                .toList();
    }

    /** Passes gradients at the output of a layer to its input. */
    private List<Gradients> below(int layer, @Nullable NDArray mask, List<Gradients> above) {
        MaskedLanguageModel model = context.model();
        LayerTrace trace = model.layer(layer, context.inputs().get(layer), mask);
        LayerActivations activations = LayerActivations.of(model.config(), model.weights(layer), trace, mask);
        return above.stream()
                .map(gradients -> {
                    LayerBackward backward = new LayerBackward(activations, gradients.rules());
                    return new Gradients(
                            gradients.rules(),
                            Objective.each(objective -> backward.gradient(Objects.requireNonNull(
                                    gradients.byObjective().get(objective)))));
                })
                .toList();
    }

    private void collect(int layer, Gradients gradients) {
        TokenBatch batch = context.batch();
        NDArray x = context.inputs().get(layer);
        gradients.byObjective().forEach((objective, gradient) -> {
            double[] sums = ArrayScope.value(() -> gradient.toType(DataType.FLOAT64, true)
                    .mul(x.toType(DataType.FLOAT64, false))
                    .sum(COMPONENTS)
                    .toDoubleArray());
            List<double[]> into = of(gradients.rules(), objective);
            for (int b = 0; b < batch.size(); b++) {
                int length = batch.lengths()[b];
                System.arraycopy(sums, b * batch.tokens(), into.get(b), layer * length, length);
            }
        });
    }
}
