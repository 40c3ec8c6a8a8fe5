package dev.mixlab.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BootstrapProperties {

    @Property(tries = 60)
    void theIntervalHoldsTheMean(@ForAll @IntRange(min = 1, max = 80) int sentences, @ForAll long seed) {
        double[] column = column(sentences, new Random(seed));

        Estimate figure = new Bootstrap(sentences, 500, seed).estimate(column);

        assertThat(figure.n() + figure.undefined()).isEqualTo(sentences);
        if (figure.n() > 0) {
            assertThat(figure.mean()).isBetween(figure.low() - 1e-12, figure.high() + 1e-12);
        }
    }

    @Property(tries = 30)
    void theSeedDecidesTheIntervalsWhateverElseIsComputed(@ForAll long seed) {
        List<double[]> columns = new Random(seed)
                .longs(40)
                .mapToObj(one -> column(30, new Random(one)))
                .toList();

        List<Estimate> together = new Bootstrap(30, 200, seed).estimates(columns);

        Bootstrap again = new Bootstrap(30, 200, seed);
        for (int c = columns.size() - 1; c >= 0; c--) {
            assertThat(again.estimate(columns.get(c))).isEqualTo(together.get(c));
        }
        assertThat(new Bootstrap(30, 200, seed + 1).estimates(columns)).isNotEqualTo(together);
    }

    @Property(tries = 200)
    void holmNeverLowersAPAndKeepsTheirOrder(@ForAll @Size(max = 20) List<@DoubleRange(max = 1) Double> drawn) {
        double[] p = drawn.stream().mapToDouble(Double::doubleValue).toArray();

        double[] adjusted = Holm.adjust(p);

        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], 1.0);
            for (int j = 0; j < p.length; j++) {
                if (p[i] <= p[j]) {
                    assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
                }
            }
        }
        double least = Arrays.stream(p).min().orElse(0);
        assertThat(Arrays.stream(adjusted).min().orElse(0)).isEqualTo(Math.min(1, least * p.length));
    }

    @Property(tries = 100)
    void theMeansOfResamplesLieBetweenTheLeastAndTheGreatestValue(@ForAll long seed) {
        Random random = new Random(seed);
        double[] column = new double[60];
        for (int i = 0; i < column.length; i++) {
            column[i] = random.nextInt(20) == 0 ? random.nextDouble() / 3 : 0;
        }

        Estimate figure = new Bootstrap(60, 300, seed).estimate(column);

        assertThat(figure.low()).isNotNegative();
        assertThat(figure.high())
                .isLessThanOrEqualTo(Arrays.stream(column).max().orElseThrow());
    }

    /** Values of which about a tenth are undefined. */
    private static double[] column(int sentences, Random random) {
        double[] column = new double[sentences];
        for (int i = 0; i < sentences; i++) {
            column[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
        }
        return column;
    }
}
