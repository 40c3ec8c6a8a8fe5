package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.tensor.BackwardPass;
import dev.mixlab.mixing.tensor.RemainingLayers;
import dev.mixlab.mixing.tensor.SequenceSlice;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What single attention heads do to the answer of one sentence, D being the good word's logit minus the bad word's at the target.
 *
 * @param layers number of layers L
 * @param heads number of heads per layer
 * @param importance sum over positions and components of (dD / do_ih) o_ih, o_ih being head h's output before the output matrix: the
 *     derivative of D in a common factor of the head's output (after Michel et al. 2019, with its sign) [L, heads]
 * @param ablation D minus the D with the head's output zero at all positions of this layer [L, heads]
 */
public record HeadEffects(int layers, int heads, double[] importance, double[] ablation) {

    /**
     * Computes the effects of one sentence.
     *
     * @param model in double precision
     */
    public static HeadEffects of(MaskedLanguageModel model, MachineBudget budget, EncodedExample example) {
        int layers = model.config().layers();
        int heads = model.config().heads();
        HeadEffects effects = new HeadEffects(layers, heads, new double[layers * heads], new double[layers * heads]);
        try (NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() -> {
                List<LayerTrace> traces =
                        SequenceSlice.layers(model, model.embed(model.exampleBatch(scope, List.of(example))));
                List<NDArray> outputs = IntStream.range(0, layers)
                        .mapToObj(layer -> effects.headOutputs(model, layer, traces.get(layer)))
                        .toList();
                effects.putImportance(model, example, traces, outputs);
                effects.putAblation(new Continuation(model, budget), example, traces, outputs);
            });
        }
        return effects;
    }

    /** Computes what each head adds to the input of layer norm 1, without the output bias [heads, T, H]. */
    private NDArray headOutputs(MaskedLanguageModel model, int layer, LayerTrace trace) {
        return ArrayScope.returning(() -> {
            NDArray vectors =
                    trace.headContributions(model.weights(layer)).get(0).transpose(1, 0, 2);
            return trace.attention().get(0).matMul(vectors);
        });
    }

    /** Passes D backwards layer by layer, down to the input of each layer norm 1, where a head's output is one of the terms. */
    private void putImportance(
            MaskedLanguageModel model, EncodedExample example, List<LayerTrace> traces, List<NDArray> outputs) {
        NDArray top = traces.get(layers - 1).out();
        NDManager manager = top.getManager();
        RemainingLayers upper = RemainingLayers.of(model, manager, List.of(example), null);
        Continuation way = new Continuation(model, MachineBudget.ofMachine());
        NDArray seed = Objective.DIFFERENCE.seed(manager, 1, top.getDataType());
        NDArray gradient = gradient(
                top,
                x -> model.logitsFor(model.gatherRows(x, upper.targets()), upper.words())
                        .squeeze(1),
                seed);
        for (int layer = layers - 1; layer >= 0; layer--) {
            int at = layer;
            NDArray above = gradient;
            NDArray sums = gradient(traces.get(at).y(), y -> way.output(at, y), above);
            double[] products = sums.mul(outputs.get(at)).sum(new int[] {1, 2}).toDoubleArray();
            System.arraycopy(products, 0, importance, at * heads, heads);
            gradient = gradient(traces.get(at).x(), x -> upper.through(at, x), above);
        }
    }

    private static NDArray gradient(NDArray input, UnaryOperator<NDArray> function, NDArray seed) {
        return Objects.requireNonNull(
                BackwardPass.gradients(input, function, Map.of("", seed)).get(""));
    }

    private void putAblation(Continuation way, EncodedExample example, List<LayerTrace> traces, List<NDArray> outputs) {
        Answer whole = Answer.of(way.model(), layers, traces.get(layers - 1).out(), example)
                .get(0);
        for (int layer = 0; layer < layers; layer++) {
            NDArray y = traces.get(layer).y();
            NDArray ofHeads = outputs.get(layer);
            List<Answer> answers = way.answers(
                    layer,
                    y,
                    heads,
                    (first, last) -> y.sub(ofHeads.get(new NDIndex("{}:{}", first, last))),
                    new Continuation.Whole(example, whole));
            for (int head = 0; head < heads; head++) {
                ablation[layer * heads + head] =
                        whole.lead() - answers.get(head).lead();
            }
        }
    }
}
