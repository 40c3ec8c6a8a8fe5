package dev.mixlab.mixing.engine;

import dev.mixlab.mixing.method.MixingMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores of one example. Probabilities and logits of a model without a masked-LM head are NaN.
 *
 * @param index index in the list that was scored
 * @param maps one per method, in the engine's order, without the methods that were skipped
 * @param skipReasons why a method was skipped, by its id
 * @param probabilityGood p(good word) at the target, soft-max over the whole vocabulary
 * @param probabilityBad p(bad word) likewise
 * @param logitGood logit of the good word at the target
 * @param logitBad logit of the bad word
 */
public record ScoredExample(
        int index,
        List<MixingMap> maps,
        Map<String, String> skipReasons,
        double probabilityGood,
        double probabilityBad,
        double logitGood,
        double logitBad) {

    public ScoredExample {
        maps = List.copyOf(maps);
        skipReasons = Collections.unmodifiableMap(new TreeMap<>(skipReasons));
    }

    /** Returns whether the model prefers the good word. */
    public boolean correct() {
        return logitGood > logitBad;
    }
}
