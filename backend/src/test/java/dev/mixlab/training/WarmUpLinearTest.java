package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpLinearTest {

    @Test
    void growsOverUnroundedWarmUpStepsThenFalls() {
        WarmUpLinear schedule = new WarmUpLinear(1e-3, 0.1, 12);

        assertThat(schedule.rate(0)).isZero();
        assertThat(schedule.rate(1)).isCloseTo(1e-3 / 1.2, within(1e-12));
        assertThat(schedule.rate(2)).isCloseTo(1e-3 * 10 / 10.8, within(1e-12));
        assertThat(schedule.rate(11)).isCloseTo(9.259259259259259e-05, within(1e-12));
    }

    @Test
    void reachesZeroAtTheEndAndStaysThere() {
        WarmUpLinear schedule = new WarmUpLinear(1, 0.5, 4);

        assertThat(schedule.rate(4)).isZero();
        assertThat(schedule.rate(9)).isZero();
    }

    @Test
    void withoutWarmUpStartsAtThePeak() {
        assertThat(new WarmUpLinear(0.25, 0, 10).rate(0)).isEqualTo(0.25);
    }

    @Test
    void withNothingButWarmUpNeverFalls() {
        assertThat(new WarmUpLinear(1, 1, 4).rate(3)).isEqualTo(0.75);
    }

    @Test
    void theEngineCountsUpdatesFromOne() {
        WarmUpLinear schedule = new WarmUpLinear(1e-3, 0.1, 12);

        assertThat(schedule.getNewValue(1)).isZero();
        assertThat(schedule.getNewValue(2)).isEqualTo((float) schedule.rate(1));
    }

    @ParameterizedTest
    @CsvSource({"1e-3,0.1,1,true", "1e-3,1,1,true", "1e-60,0,9,true", "1e-3,0,1,false", "1e-3,0.1,2,false"})
    void aScheduleThatNeverLeavesZeroSaysSo(double peak, double warmUp, int steps, boolean zero) {
        assertThat(new WarmUpLinear(peak, warmUp, steps).isZero()).isEqualTo(zero);
    }

    @Test
    void refusesAShareOutsideZeroToOne() {
        assertThatThrownBy(() -> new WarmUpLinear(1, 1.5, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1.5");
    }
}
