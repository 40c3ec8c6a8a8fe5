package dev.mixlab.evaluation.removal;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.evaluation.deletion.OrdinaryTokens;
import dev.mixlab.mixing.intervention.TokenRemoval;
import dev.mixlab.mixing.intervention.TokenRemoval.Answered;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What becomes of the answer to one sentence when tokens are dropped by several maps.
 *
 * @param correct whether the answer to the whole sentence is right, 1 or 0
 * @param probability p(good word) of the whole sentence
 * @param accuracies for each map and each share whether the answer is right, by the first layer without the tokens [L]
 * @param probabilities p(good word) likewise
 */
public record SentenceRemoval(
        double correct, double probability, List<List<double[]>> accuracies, List<List<double[]>> probabilities) {

    /** What is kept of a sentence, in the layer where it is first so. */
    private record Kept(List<Integer> tokens) {

        static Kept of(int[] tokens) {
            return new Kept(IntStream.of(tokens).boxed().toList());
        }

        int[] array() {
            return tokens.stream().mapToInt(token -> token).toArray();
        }
    }

    /**
     * Drops tokens of a sentence; what several maps or shares keep alike goes through the model once.
     *
     * @param maps whole maps, one per method variant, of all layers
     */
    public static SentenceRemoval of(
            MaskedLanguageModel model, MachineBudget budget, EncodedExample example, List<MixingMap> maps) {
        OrdinaryTokens ordinary = OrdinaryTokens.of(example);
        List<MixedTokens> mixed = maps.stream()
                .map(map -> new MixedTokens(map, example, ordinary))
                .toList();
        int layers = model.config().layers();
        try (NDManager scope = TensorEngine.newManager()) {
            return ArrayScope.value(() -> {
                TokenRemoval removal = new TokenRemoval(model, scope, budget, example);
                List<Map<Kept, Answered>> answers = new ArrayList<>();
                for (int layer = 0; layer < layers; layer++) {
                    answers.add(answers(removal, layer, mixed));
                }
                return read(removal.whole(), mixed, answers);
            });
        }
    }

    private static Map<Kept, Answered> answers(TokenRemoval removal, int layer, List<MixedTokens> mixed) {
        Set<Kept> asked = new LinkedHashSet<>();
        for (MixedTokens tokens : mixed) {
            for (RemovalShare share : RemovalShare.values()) {
                asked.add(Kept.of(tokens.kept(layer, share)));
            }
        }
        List<Kept> order = List.copyOf(asked);
        List<Answered> answered =
                removal.without(layer, order.stream().map(Kept::array).toList());
        Map<Kept, Answered> answers = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            answers.put(order.get(i), answered.get(i));
        }
        return answers;
    }

    private static SentenceRemoval read(Answered whole, List<MixedTokens> mixed, List<Map<Kept, Answered>> answers) {
        List<List<double[]>> accuracies = new ArrayList<>();
        List<List<double[]>> probabilities = new ArrayList<>();
        for (MixedTokens tokens : mixed) {
            List<double[]> right = new ArrayList<>();
            List<double[]> probable = new ArrayList<>();
            for (RemovalShare share : RemovalShare.values()) {
                List<Answered> ofLayers = IntStream.range(0, answers.size())
                        .mapToObj(layer -> answers.get(layer).get(Kept.of(tokens.kept(layer, share))))
                        .toList();
                right.add(ofLayers.stream()
                        .mapToDouble(one -> one.correct() ? 1 : 0)
                        .toArray());
                probable.add(
                        ofLayers.stream().mapToDouble(Answered::probability).toArray());
            }
            accuracies.add(right);
            probabilities.add(probable);
        }
        return new SentenceRemoval(whole.correct() ? 1 : 0, whole.probability(), accuracies, probabilities);
    }
}
