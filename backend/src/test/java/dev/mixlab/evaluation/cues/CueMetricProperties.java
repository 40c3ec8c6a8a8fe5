package dev.mixlab.evaluation.cues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CueMetricProperties {

    @Property(tries = 300)
    void everyMetricLiesBetweenNoneAndAll(@ForAll @IntRange(min = 2, max = 20) int tokens, @ForAll long seed) {
        CueRanking ranking = ranking(tokens, seed, 1);

        for (CueMetric metric : CueMetric.values()) {
            assertThat(metric.of(ranking)).isBetween(0.0, 1 + 1e-12);
        }
    }

    @Property(tries = 300)
    void theUnitOfTheScoresChangesNothing(@ForAll @IntRange(min = 2, max = 20) int tokens, @ForAll long seed) {
        CueRanking ranking = ranking(tokens, seed, 1);
        CueRanking scaled = ranking(tokens, seed, -8);

        for (CueMetric metric : CueMetric.values()) {
            assertThat(metric.of(scaled)).isCloseTo(metric.of(ranking), within(1e-12));
        }
    }

    @Property(tries = 100)
    void theOrderOfTheTokensChangesNothing(@ForAll @IntRange(min = 2, max = 12) int tokens, @ForAll long seed) {
        Random random = new Random(seed);
        double[] row = row(tokens, random);
        double[] reversed = new double[tokens];
        for (int i = 0; i < tokens; i++) {
            reversed[i] = row[tokens - 1 - i];
        }
        int cue = 1 + random.nextInt(tokens - 1);
        CueRanking one = CueRanking.of(row, CueTokens.asPublished(Examples.of(tokens, 0, cue)), PiecePooling.SUM);
        CueRanking other = CueRanking.of(
                reversed, CueTokens.asPublished(Examples.of(tokens, tokens - 1, tokens - 1 - cue)), PiecePooling.SUM);

        for (CueMetric metric : CueMetric.values()) {
            assertThat(metric.of(other)).isCloseTo(metric.of(one), within(1e-12));
        }
    }

    private static CueRanking ranking(int tokens, long seed, double unit) {
        Random random = new Random(seed);
        double[] row = row(tokens, random);
        int[] cues = IntStream.range(1, tokens)
                .filter(i -> i == 1 || random.nextInt(3) == 0)
                .toArray();
        EncodedExample example = Examples.of(tokens, 0, cues);
        return CueRanking.of(
                Arrays.stream(row).map(score -> score * unit).toArray(),
                CueTokens.asPublished(example),
                PiecePooling.SUM);
    }

    /** Few different scores, so that ties are common; the first is never 0. */
    private static double[] row(int tokens, Random random) {
        double[] row = random.doubles(tokens, 0, 4).map(Math::floor).toArray();
        row[0] = 1;
        return row;
    }
}
