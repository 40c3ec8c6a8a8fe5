package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.Weighted;
import java.util.List;
import java.util.Random;

/** Random choices from a seed; the same seed gives the same choices on every machine. */
public final class RandomChoice {

    private final Random random;

    public RandomChoice(long seed) {
        this.random = new Random(seed);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T from(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public <T> T from(Weighted<T> choices) {
        return choices.at(random.nextInt(choices.total()));
    }
}
