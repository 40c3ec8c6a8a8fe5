package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;
import dev.mixlab.mixing.tensor.RemainingLayers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relevances of a batch by all rule sets and objectives of a pass. Each layer is run again from its input, as far as its inner units, and
 * passed backwards by itself, from the last to the first, so that the activations of one layer are held at a time.
 */
final class Relevances {

    private static final int[] COMPONENTS = {-1};

    private final AttributionContext context;
    private final Map<Kind, List<double[]>> scores = new LinkedHashMap<>();

    Relevances(AttributionContext context) {
        this.context = context;
    }

    /** What one backward pass is made for. */
    private record Kind(Rules rules, Objective objective) {}

    /** Returns the scores of each sequence [L, T], row-major. */
    List<double[]> of(Rules rules, Objective objective) {
        Kind kind = new Kind(rules, objective);
        if (!scores.containsKey(kind)) {
            Set<Kind> wanted = new LinkedHashSet<>(List.of(kind));
            context.modelContext()
                    .methods(RelevancePropagation.class)
                    .forEach(method -> wanted.add(new Kind(method.rules(), method.objective())));
            wanted.forEach(one -> scores.put(one, zeros()));
            ArrayScope.discarding(() -> propagate(wanted));
        }
        return scoresOf(kind);
    }

    private List<double[]> scoresOf(Kind kind) {
        return Objects.requireNonNull(scores.get(kind));
    }

    private List<double[]> zeros() {
        List<double[]> zeros = new ArrayList<>();
        for (int length : context.batch().lengths()) {
            zeros.add(new double[context.model().config().layers() * length]);
        }
        return zeros;
    }

    private void propagate(Set<Kind> wanted) {
        MaskedLanguageModel model = context.model();
        int last = model.config().layers() - 1;
        NDArray top = context.inputs().get(last + 1);
        NDArray mask = model.attentionMask(context.batch());
        RemainingLayers upper = RemainingLayers.of(model, top.getManager(), context.examples(), mask);
        HeadBackward head = new HeadBackward(model, upper, top);
        Map<Kind, NDArray> gradients = new LinkedHashMap<>();
        wanted.forEach(kind -> gradients.put(kind, head.gradient(kind.rules(), kind.objective())));
        for (int layer = last; layer >= 0; layer--) {
            int at = layer;
            NDArray targets = layer == last ? upper.targets() : null;
            Map<Kind, NDArray> below = ArrayScope.returning(() -> below(at, mask, targets, gradients), Map::values);
            gradients.values().forEach(NDArray::close);
            gradients.putAll(below);
            gradients.forEach((kind, gradient) -> collect(at, kind, gradient));
        }
    }

    /**
     * Passes gradients at the output of a layer to its input.
     *
     * @param targets tokens whose outputs have a gradient [B, 1]; null if all have
     * @param above gradients of the outputs [B, R, H]
     * @return gradients of the inputs [B, T, H]
     */
    private Map<Kind, NDArray> below(
            int layer, @Nullable NDArray mask, @Nullable NDArray targets, Map<Kind, NDArray> above) {
        MaskedLanguageModel model = context.model();
        NDArray x = context.inputs().get(layer);
        NDArray deviations = OutputDeviations.of(context, layer, mask);
        LayerActivations activations = LayerActivations.of(
                model.config(),
                model.weights(layer),
                model.attend(layer, x, targets == null ? x : model.gatherRows(x, targets), mask),
                mask,
                targets == null ? deviations : model.gatherRows(deviations, targets));
        NDArray places = targets == null ? null : places(targets, x);
        Map<Rules, LayerBackward> passes = new EnumMap<>(Rules.class);
        Map<Kind, NDArray> below = new LinkedHashMap<>();
        above.forEach((kind, gradient) -> below.put(
                kind,
                passes.computeIfAbsent(kind.rules(), rules -> new LayerBackward(activations, rules, places))
                        .gradient(gradient)));
        return below;
    }

    /** Returns 1 at each sequence's target and 0 at its other tokens [B, T, 1]. */
    private static NDArray places(NDArray targets, NDArray x) {
        return targets.oneHot(Math.toIntExact(x.getShape().get(1)), x.getDataType())
                .transpose(0, 2, 1);
    }

    private void collect(int layer, Kind kind, NDArray gradient) {
        TokenBatch batch = context.batch();
        NDArray x = context.inputs().get(layer);
        double[] sums = ArrayScope.value(() -> gradient.toType(DataType.FLOAT64, true)
                .mul(x.toType(DataType.FLOAT64, false))
                .sum(COMPONENTS)
                .toDoubleArray());
        List<double[]> into = scoresOf(kind);
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.lengths()[b];
            System.arraycopy(sums, b * batch.tokens(), into.get(b), layer * length, length);
        }
    }
}
