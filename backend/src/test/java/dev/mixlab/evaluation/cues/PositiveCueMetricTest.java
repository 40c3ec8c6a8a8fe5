package dev.mixlab.evaluation.cues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositiveCueMetricTest {

    private static double of(PositiveCueMetric metric, int[] cues, double... row) {
        return metric.of(Examples.row(row), CueTokens.asPublished(Examples.of(row.length, row.length - 1, cues)))[0];
    }

    @Test
    void negativeScoresCountAsNothing() {
        int[] cues = {1};
        double[] row = {0.2, -0.9, 0.3, 0.5};
        assertThat(of(PositiveCueMetric.MASS, cues, row)).isZero();
        assertThat(of(PositiveCueMetric.RECIPROCAL_RANK, cues, row)).isEqualTo(0.25);
        assertThat(of(PositiveCueMetric.POINTING_2_ABS, cues, row)).isEqualTo(1);
        assertThat(of(PositiveCueMetric.POINTING_3, cues, row)).isZero();
        assertThat(of(PositiveCueMetric.MASS, new int[] {2}, row)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void withoutCuesOrPositiveScoresNothingIsDefined() {
        assertThat(of(PositiveCueMetric.POINTING_1, new int[0], 1, 2)).isNaN();
        assertThat(of(PositiveCueMetric.MASS, new int[] {0}, -1, 0)).isNaN();
        assertThat(of(PositiveCueMetric.POINTING_2_ABS, new int[] {0}, -1, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"POINTING_1, 1", "POINTING_2, 2", "POINTING_3, 3"})
    void equalScoresCountWithTheMeanOverTheirOrders(PositiveCueMetric metric, int places) {
        double[] row = {0.5, -1, 0.5, 0.5, 0.9, 0.5, 0};
        int[] cues = {2, 5};
        Random random = new Random(1);
        int rounds = 20_000;
        int found = 0;
        for (int round = 0; round < rounds; round++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, row.length).boxed().toList());
            Collections.shuffle(order, random);
            order.sort((one, other) -> Double.compare(Math.max(row[other], 0), Math.max(row[one], 0)));
            found += order.subList(0, places).stream().anyMatch(token -> token == 2 || token == 5) ? 1 : 0;
        }
        assertThat(of(metric, cues, row)).isCloseTo((double) found / rounds, within(0.015));
    }
}
