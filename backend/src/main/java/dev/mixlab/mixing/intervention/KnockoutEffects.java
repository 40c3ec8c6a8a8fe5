package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.text.EncodedExample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Effects of the cuts of a batch, one sentence after the other, in double precision. */
final class KnockoutEffects {

    private final AttributionContext context;
    private final MaskedLanguageModel model;
    private final Continuation way;
    private final Map<Cut, List<Effects>> effects = new EnumMap<>(Cut.class);

    KnockoutEffects(AttributionContext context) {
        this.context = context;
        model = context.modelContext().inDouble();
        way = new Continuation(model, context.modelContext().budget());
    }

    /**
     * What one sentence loses by each cut.
     *
     * @param differences of the lead of the good word's logit over the bad word's [L, T]
     * @param probabilities of the good word's probability [L, T]
     */
    record Effects(double[] differences, double[] probabilities) {}

    /** Returns the effects of each sentence of the batch. */
    List<Effects> of(Cut cut) {
        return effects.computeIfAbsent(
                cut,
                each -> context.examples().stream()
                        .map(example -> ArrayScope.value(() -> sentence(each, example)))
                        .toList());
    }

    private Effects sentence(Cut cut, EncodedExample example) {
        int layers = model.config().layers();
        int tokens = example.length();
        NDManager manager = context.batch().ids().getManager();
        Effects lost = new Effects(new double[layers * tokens], new double[layers * tokens]);
        NDArray x = model.embed(model.exampleBatch(manager, List.of(example)));
        Answer whole = Answer.of(model, 0, x, example).get(0);
        for (int layer = 0; layer < layers; layer++) {
            LayerTrace trace = model.layer(layer, x, null);
            Cut.Layer at = new Cut.Layer(model.config(), model.weights(layer), trace, example.target());
            List<Answer> answers = way.answers(
                    layer,
                    trace.y(),
                    tokens,
                    (first, last) -> cut.sums(at, first, last),
                    new Continuation.Whole(example, whole));
            for (int j = 0; j < tokens; j++) {
                lost.differences()[layer * tokens + j] =
                        whole.lead() - answers.get(j).lead();
                lost.probabilities()[layer * tokens + j] =
                        whole.probability() - answers.get(j).probability();
            }
            trace.closeAllButOutput();
            x.close();
            x = trace.out();
        }
        return lost;
    }
}
