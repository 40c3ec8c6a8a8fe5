package dev.mixlab.data.sample;

import java.util.List;
import java.util.Random;

/** Seeded choices; the same seed makes the same choices everywhere. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T from(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T from(Weighted<T> choices) {
        return choices.at(random.nextInt(choices.total()));
    }
}
