package dev.mixlab.mixing;

import java.util.List;

/**
 * What scoring gives for one example.
 *
 * @param index its place in the list that was scored
 * @param maps one per method, in the engine's order
 * @param probabilityGood p(good word) at the target, soft-max over the whole vocabulary
 * @param probabilityBad p(bad word) likewise
 * @param logitGood logit of the good word at the target
 * @param logitBad logit of the bad word
 */
public record ScoredExample(
        int index,
        List<MixingMap> maps,
        double probabilityGood,
        double probabilityBad,
        double logitGood,
        double logitBad) {

    public ScoredExample {
        maps = List.copyOf(maps);
    }

    /** Whether the model prefers the good word. */
    public boolean correct() {
        return logitGood > logitBad;
    }
}
