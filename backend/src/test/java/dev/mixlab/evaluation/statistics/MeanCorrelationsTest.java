package dev.mixlab.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanCorrelationsTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(100, 400, 7);

    @Test
    void theValueIsTheCorrelationOfTheMeans() {
        List<double[]> x = noisy(1, 0.2, 0.9, 0.5, 0.7);
        List<double[]> bits = noisy(2, 0.9, 0.3, 0.8, 0.4);

        MeanCorrelations.Result result = new MeanCorrelations(BOOTSTRAP, once(bits), mean -> 1 / mean).of(x);

        double[] means = means(x);
        double[] compression = Arrays.stream(means(bits)).map(mean -> 1 / mean).toArray();
        assertThat(result.means()).containsExactly(means);
        assertThat(result.others()).containsExactly(compression);
        assertThat(result.pearson().value()).isEqualTo(Correlations.pearson(means, compression));
        assertThat(result.spearman().value()).isEqualTo(Correlations.spearman(means, compression));
    }

    @Test
    void oneDrawResamplesBoth() {
        List<double[]> x = noisy(3, 0.1, 0.12, 0.11, 0.13);

        MeanCorrelations.Result result = new MeanCorrelations(BOOTSTRAP, once(x), mean -> 3 * mean + 1).of(x);

        assertThat(result.pearson().low()).isCloseTo(1, within(1e-9));
        assertThat(result.spearman()).isEqualTo(new Interval(1, 1, 1));
    }

    @Test
    void meansApartFromTheirNoiseHaveANarrowInterval() {
        List<double[]> bits = noisy(4, 1, 2, 3, 4);

        Interval sure = new MeanCorrelations(BOOTSTRAP, once(bits), mean -> mean)
                .of(noisy(5, 1, 2, 4, 3))
                .spearman();
        Interval unsure = new MeanCorrelations(BOOTSTRAP, once(bits), mean -> mean)
                .of(noisy(6, 1, 1, 1, 1))
                .spearman();

        assertThat(sure.value()).isCloseTo(0.8, within(1e-12));
        assertThat(sure.high() - sure.low()).isLessThan(1e-9);
        assertThat(unsure.high() - unsure.low()).isGreaterThan(0.2);
    }

    @Test
    void aConstantSeriesHasNoCorrelation() {
        List<double[]> constant = List.of(new double[100], new double[100]);

        Interval spearman = new MeanCorrelations(BOOTSTRAP, once(noisy(7, 1, 2)), mean -> mean)
                .of(constant)
                .spearman();

        assertThat(spearman.value()).isNaN();
        assertThat(spearman.low()).isNaN();
    }

    @Test
    void layersMustBeEquallyMany() {
        MeanCorrelations correlations = new MeanCorrelations(BOOTSTRAP, once(noisy(8, 1, 2)), mean -> mean);

        assertThatThrownBy(() -> correlations.of(noisy(9, 1, 2, 3)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("means of 3 layers against those of 2");
    }

    /** Columns that were measured once. */
    private static List<List<double[]>> once(List<double[]> columns) {
        return columns.stream().map(List::of).toList();
    }

    private static double[] means(List<double[]> columns) {
        return columns.stream().mapToDouble(Bootstrap::mean).toArray();
    }

    /** Columns of 100 values around centres. */
    private static List<double[]> noisy(long seed, double... centres) {
        Random random = new Random(seed);
        return Arrays.stream(centres)
                .mapToObj(centre -> IntStream.range(0, 100)
                        .mapToDouble(i -> centre + 0.3 * random.nextGaussian())
                        .toArray())
                .toList();
    }
}
