package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the answer to one sentence loses when a token's value vectors are zero in all heads of all layers at once: nothing of the token
 * reaches another, though attention still goes to it.
 */
public final class AllLayersKnockout {

    private AllLayersKnockout() {}

    /**
     * Computes the good word's logit minus the bad word's, minus the same with each token knocked out [T].
     *
     * @param model in double precision
     */
    public static double[] differences(MaskedLanguageModel model, MachineBudget budget, EncodedExample example) {
        int tokens = example.length();
        int together = budget.sequences(model.config(), Precision.FLOAT64, tokens);
        double[] lost = new double[tokens];
        try (NDManager scope = TensorEngine.newManager()) {
            Answer whole = ArrayScope.value(() -> Answer.of(model, 0, embedded(model, scope, example), example))
                    .get(0);
            for (int first = 0; first < tokens; first += together) {
                int start = first;
                int end = Math.min(tokens, first + together);
                ArrayScope.discarding(() -> {
                    Without without = without(
                            new Continuation(model, budget), embedded(model, scope, example), example, start, end);
                    for (int j = start; j < end; j++) {
                        if (without.changed()[j - start]) {
                            lost[j] = whole.lead()
                                    - without.answers().get(j - start).lead();
                        }
                    }
                });
            }
        }
        return lost;
    }

    private static NDArray embedded(MaskedLanguageModel model, NDManager scope, EncodedExample example) {
        return model.embed(model.exampleBatch(scope, List.of(example)));
    }

    /**
     * Sentences without one token each.
     *
     * @param answers the answers to them
     * @param changed whether anything that reaches the target is not there; where nothing is, nothing is lost
     */
    private record Without(List<Answer> answers, boolean[] changed) {}

    /** Returns the answers without each of the tokens from {@code first} to before {@code last}. */
    private static Without without(Continuation way, NDArray embedded, EncodedExample example, int first, int last) {
        MaskedLanguageModel model = way.model();
        int tokens = example.length();
        NDArray only = embedded.getManager()
                .create(LongStream.range(first, last).toArray(), new Shape(last - first, 1, 1))
                .oneHot(tokens, DataType.FLOAT64);
        NDArray x = embedded.repeat(0, last - first);
        boolean[] changed = new boolean[last - first];
        for (int layer = 0; layer < model.config().layers(); layer++) {
            LayerTrace trace = model.layer(layer, x, null);
            NDArray heads = trace.attention().mul(only).matMul(trace.values());
            NDArray joined = heads.transpose(0, 2, 1, 3).reshape(x.getShape());
            NDArray taken = Linear.linear(
                            joined, model.weights(layer).attentionOutput().weight())
                    .singletonOrThrow();
            boolean[] here = way.changed(layer, taken, example.target());
            for (int i = 0; i < changed.length; i++) {
                changed[i] |= here[i];
            }
            x = way.output(layer, trace.y().sub(taken));
        }
        return new Without(Answer.of(model, model.config().layers(), x, example), changed);
    }
}
