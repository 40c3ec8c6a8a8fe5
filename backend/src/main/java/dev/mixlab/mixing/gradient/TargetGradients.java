package dev.mixlab.mixing.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.tensor.BackwardPass;
import dev.mixlab.mixing.tensor.RemainingLayers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What methods read of the gradients G of an objective with respect to the inputs x(l) of all layers. Each layer is run again and passed
 * backwards by itself, from the last to the first, so that no more than one layer is kept for the backward pass.
 *
 * @param scores scores by objective
 */
record TargetGradients(Map<Objective, Scores> scores) {

    private static final int[] COMPONENTS = {-1};

    /**
     * Scores per sequence, each [L, T] row-major.
     *
     * @param norms |G_j|
     * @param products G_j . x_j
     * @param productNorms norm of the component-wise product of G_j and x_j
     */
    record Scores(List<double[]> norms, List<double[]> products, List<double[]> productNorms) {

        static Scores empty(TokenBatch batch, int layers) {
            return new Scores(zeros(batch, layers), zeros(batch, layers), zeros(batch, layers));
        }

        private static List<double[]> zeros(TokenBatch batch, int layers) {
            List<double[]> zeros = new ArrayList<>();
            for (int length : batch.lengths()) {
                zeros.add(new double[layers * length]);
            }
            return zeros;
        }
    }

    /** Returns the scores of a batch, which are computed once for all methods of the pass and their objectives. */
    static Scores of(AttributionContext context, Objective objective) {
        TargetGradients made =
                context.memo().get(TargetGradients.class, () -> new TargetGradients(new EnumMap<>(Objective.class)));
        if (!made.scores.containsKey(objective)) {
            Set<Objective> wanted = EnumSet.of(objective);
            context.modelContext().methods(GradientScore.class).forEach(method -> wanted.add(method.objective()));
            int layers = context.model().config().layers();
            wanted.forEach(one -> made.scores.put(one, Scores.empty(context.batch(), layers)));
            ArrayScope.discarding(() -> made.backwards(context, wanted));
        }
        return Objects.requireNonNull(made.scores.get(objective));
    }

    private void backwards(AttributionContext context, Set<Objective> wanted) {
        MaskedLanguageModel model = context.model();
        NDArray top = context.inputs().get(model.config().layers() - 1);
        NDManager manager = top.getManager();
        RemainingLayers upper =
                RemainingLayers.of(model, manager, context.examples(), model.attentionMask(context.batch()));
        int sequences = context.batch().size();
        Map<Objective, NDArray> seeds = new EnumMap<>(Objective.class);
        wanted.forEach(one -> seeds.put(one, one.seed(manager, sequences, top.getDataType())));
        Map<Objective, NDArray> gradients = BackwardPass.gradients(top, upper::top, seeds);
        collect(context, upper.last(), gradients);
        for (int layer = upper.last() - 1; layer >= 0; layer--) {
            int at = layer;
            Map<Objective, NDArray> above = gradients;
            gradients = BackwardPass.gradients(context.inputs().get(at), x -> upper.through(at, x), above);
            above.values().forEach(NDArray::close);
            collect(context, at, gradients);
        }
    }

    private void collect(AttributionContext context, int layer, Map<Objective, NDArray> gradients) {
        TokenBatch batch = context.batch();
        NDArray x = context.inputs().get(layer);
        gradients.forEach((objective, gradient) -> ArrayScope.discarding(() -> {
            Scores into = Objects.requireNonNull(scores.get(objective));
            NDArray precise = gradient.toType(DataType.FLOAT64, false);
            NDArray product = precise.mul(x.toType(DataType.FLOAT64, false));
            put(batch, layer, precise.square().sum(COMPONENTS).sqrt(), into.norms());
            put(batch, layer, product.sum(COMPONENTS), into.products());
            put(batch, layer, product.square().sum(COMPONENTS).sqrt(), into.productNorms());
        }));
    }

    /** One layer's scores [B, T] into those of all layers. */
    private static void put(TokenBatch batch, int layer, NDArray scores, List<double[]> into) {
        double[] numbers = scores.toDoubleArray();
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.lengths()[b];
            System.arraycopy(numbers, b * batch.tokens(), into.get(b), layer * length, length);
        }
    }
}
