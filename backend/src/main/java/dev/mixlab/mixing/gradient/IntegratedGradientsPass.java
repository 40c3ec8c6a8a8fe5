package dev.mixlab.mixing.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.tensor.BackwardPass;
import dev.mixlab.mixing.tensor.RemainingLayers;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Integrated gradients of one sequence: per layer, the gradient at points on the straight path from the baseline to x(l), which go
 * through the layers above together, as many as the memory budget allows. All is in double precision, inputs included: what the
 * scores miss of their sum is a small difference of large numbers.
 */
final class IntegratedGradientsPass {

    private static final int[] COMPONENTS = {-1};

    private final AttributionContext context;
    private final EncodedExample example;
    private final MaskedLanguageModel model;
    private final NDManager manager;
    private final Quadrature quadrature;
    private final int layers;
    private final int tokens;
    private final Map<Objective, Attribution> made;

    IntegratedGradientsPass(AttributionContext context, EncodedExample example) {
        this.context = context;
        this.example = example;
        model = context.modelContext().inDouble();
        manager = context.batch().ids().getManager();
        quadrature = Quadrature.of(context.options());
        layers = model.config().layers();
        tokens = example.length();
        made = Objective.each(objective -> new Attribution(new double[layers * tokens], new double[layers]));
    }

    /** One attribution per objective. */
    Map<Objective, Attribution> attributions() {
        ArrayScope.discarding(() -> {
            IntegrationPath starts =
                    new IntegrationPath(model, manager, context.options().baseline());
            List<NDArray> ends = starts.inputs(example.inputIds());
            List<NDArray> begins = starts.of(example, ends);
            for (int layer = 0; layer < layers; layer++) {
                int at = layer;
                ArrayScope.discarding(() -> layer(at, begins.get(at), ends.get(at)));
            }
        });
        return made;
    }

    /** Integrates from start to end, both [1, T, H]. */
    private void layer(int layer, NDArray start, NDArray end) {
        NDArray path = end.sub(start);
        int together = context.modelContext()
                .budget()
                .sequencesWithBackwardPass(model.config(), model.precision(), tokens, layers - layer);
        for (int from = 0; from < quadrature.size(); from += together) {
            int first = from;
            int last = Math.min(quadrature.size(), from + together);
            ArrayScope.discarding(() -> points(layer, start, path, first, last));
        }
        double[] logits = upper(2).logits(layer, end.concat(start)).toDoubleArray();
        made.forEach((objective, attribution) -> {
            double rise = objective.of(logits[0], logits[1]) - objective.of(logits[2], logits[3]);
            double sum = Arrays.stream(attribution.scores(), layer * tokens, (layer + 1) * tokens)
                    .sum();
            Objects.requireNonNull(attribution.deltas())[layer] = sum - rise;
        });
    }

    private void points(int layer, NDArray start, NDArray path, int first, int last) {
        int size = last - first;
        NDArray shares = manager.create(Arrays.copyOfRange(quadrature.points(), first, last), new Shape(size, 1, 1));
        RemainingLayers upper = upper(size);
        Map<Objective, NDArray> gradients = BackwardPass.gradients(
                path.mul(shares).add(start),
                x -> upper.logits(layer, x),
                Objective.each(objective -> objective.seed(manager, size, DataType.FLOAT64)));
        made.forEach((objective, attribution) -> {
            NDArray gradient = Objects.requireNonNull(gradients.get(objective));
            double[] products = gradient.mul(path).sum(COMPONENTS).toDoubleArray();
            for (int i = 0; i < products.length; i++) {
                double weight = quadrature.weights()[first + i / tokens];
                attribution.scores()[layer * tokens + i % tokens] += weight * products[i];
            }
        });
    }

    private RemainingLayers upper(int copies) {
        return RemainingLayers.of(model, manager, Collections.nCopies(copies, example), null);
    }
}
