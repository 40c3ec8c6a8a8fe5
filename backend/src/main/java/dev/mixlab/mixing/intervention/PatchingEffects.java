package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.tensor.SequenceSlice;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/**
 * What the answer to one sentence loses when the value vectors of one token in one layer, all heads, are those of a counterfactual
 * sentence, carried through all layers above (Amirzadeh et al. 2024, who compare probabilities).
 *
 * @param differences the good word's logit minus the bad word's, minus the same with the values patched [L, T]
 * @param probabilities the good word's probability, minus the same with the values patched [L, T]
 * @param counterfactual the good word's logit minus the bad word's in the counterfactual sentence, with nothing patched
 */
public record PatchingEffects(double[] differences, double[] probabilities, double counterfactual) {

    /**
     * Computes the effects for one sentence.
     *
     * @param model in double precision
     * @throws InvalidInputException when the example has no counterfactual sentence
     */
    public static PatchingEffects of(MaskedLanguageModel model, MachineBudget budget, EncodedExample example) {
        if (example.counterfactual().length == 0) {
            throw new InvalidInputException(
                    "example %s: its cue is no word whose other number is known with as many tokens, so that there is no sentence to patch values from"
                            .formatted(example.id()));
        }
        try (NDManager scope = TensorEngine.newManager()) {
            return ArrayScope.value(() -> {
                List<LayerTrace> clean = traces(model, scope, example.inputIds());
                List<LayerTrace> other = traces(model, scope, example.counterfactual());
                return of(new Continuation(model, budget), example, clean, other);
            });
        }
    }

    private static List<LayerTrace> traces(MaskedLanguageModel model, NDManager scope, int[] ids) {
        return SequenceSlice.layers(model, model.embed(model.batch(scope, List.of(ids))));
    }

    private static PatchingEffects of(
            Continuation way, EncodedExample example, List<LayerTrace> clean, List<LayerTrace> other) {
        int layers = clean.size();
        int tokens = example.length();
        Answer whole = last(way, clean, example);
        PatchingEffects lost = new PatchingEffects(
                new double[layers * tokens],
                new double[layers * tokens],
                last(way, other, example).lead());
        for (int layer = 0; layer < layers; layer++) {
            LayerTrace trace = clean.get(layer);
            NDArray change = changes(way.model(), layer, trace, other.get(layer));
            List<Answer> answers = way.answers(
                    layer,
                    trace.y(),
                    tokens,
                    (first, last) -> patched(trace, change, first, last),
                    new Continuation.Whole(example, whole));
            for (int j = 0; j < tokens; j++) {
                lost.differences[layer * tokens + j] =
                        whole.lead() - answers.get(j).lead();
                lost.probabilities[layer * tokens + j] =
                        whole.probability() - answers.get(j).probability();
            }
        }
        return lost;
    }

    private static Answer last(Continuation way, List<LayerTrace> traces, EncodedExample example) {
        int layers = traces.size();
        return Answer.of(way.model(), layers, traces.get(layers - 1).out(), example)
                .get(0);
    }

    /** What a row gains by the change of a token's values at full attention [T, heads, H]. */
    private static NDArray changes(MaskedLanguageModel model, int layer, LayerTrace clean, LayerTrace other) {
        return ArrayScope.returning(() -> other.headContributions(model.weights(layer))
                .sub(clean.headContributions(model.weights(layer)))
                .get(0));
    }

    /** Returns the input of layer norm 1 [n, T, H] with the values of one token after the other patched. */
    private static NDArray patched(LayerTrace trace, NDArray changes, int first, int last) {
        NDArray attention = trace.attention()
                .get(new NDIndex("0, :, :, {}:{}", first, last))
                .transpose(2, 1, 0);
        return trace.y().add(attention.matMul(changes.get(new NDIndex("{}:{}", first, last))));
    }
}
