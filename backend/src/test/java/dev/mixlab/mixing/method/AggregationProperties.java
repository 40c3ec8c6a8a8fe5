package dev.mixlab.mixing.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.RandomScores;
import dev.mixlab.mixing.engine.ScoreValidation;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AggregationProperties {

    @Property(tries = 100)
    void rolloutsOfRowsThatSumToOneSumToOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int tokens,
            @ForAll @IntRange(min = 1, max = 6) int layers) {
        MixingMap map = shares(seed, layers, tokens);
        for (Aggregation aggregation : new Aggregation[] {Aggregation.ROLLOUT, Aggregation.ROLLOUT_RESIDUAL}) {
            MixingMap rollout = aggregation.apply(map);
            for (int row = 0; row < layers * tokens; row++) {
                double sum = 0;
                for (int j = 0; j < tokens; j++) {
                    sum += rollout.values()[row * tokens + j];
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Property(tries = 20)
    void rolloutOfTheIdentityIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 9) int tokens, @ForAll @IntRange(min = 1, max = 6) int layers) {
        MixingMap identity = identity(layers, tokens);
        MixingMap withRaw = identity.withRaw(identity.values());
        assertThat(Aggregation.ROLLOUT.apply(identity).values()).containsExactly(identity.values());
        assertThat(Aggregation.ROLLOUT_RESIDUAL.apply(identity).values()).containsExactly(identity.values());
        assertThat(Aggregation.ROLLOUT_RAW.apply(withRaw).values()).containsExactly(identity.values());
    }

    @Property(tries = 50)
    void rolloutOfRawScoresGrowsWithTheirLength(@ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int tokens) {
        MixingMap map = shares(seed, 3, tokens);
        float[] raw = map.values().clone();
        for (int i = 0; i < raw.length; i++) {
            raw[i] *= 4;
        }
        float[] plain = Aggregation.ROLLOUT.apply(map).values();
        float[] grown = Aggregation.ROLLOUT_RAW.apply(map.withRaw(raw)).values();
        int size = tokens * tokens;
        for (int i = 0; i < grown.length; i++) {
            double growth = Math.pow(4, 1 + i / size);
            assertThat((double) grown[i]).isCloseTo(growth * plain[i], within(1e-4));
        }
    }

    @Example
    void rawScoresThatAreNotThereCannotBeMultiplied() {
        assertThatThrownBy(() -> Aggregation.ROLLOUT_RAW.apply(identity(1, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("identity has no raw scores");
    }

    private static MixingMap identity(int layers, int tokens) {
        float[] values = new float[layers * tokens * tokens];
        for (int row = 0; row < layers * tokens; row++) {
            values[row * tokens + row % tokens] = 1;
        }
        return MixingMap.of("identity", layers, tokens, values);
    }

    private static MixingMap shares(long seed, int layers, int tokens) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] maps = new double[layers][];
        for (int l = 0; l < layers; l++) {
            maps[l] = random.doubles((long) tokens * tokens, 1e-3, 1).toArray();
        }
        return ScoreValidation.map(new RandomScores(), maps, tokens, "random");
    }
}
