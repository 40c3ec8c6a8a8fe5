package dev.mixlab.mixing.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.AttributionOptions.Baseline;
import dev.mixlab.mixing.method.AttributionOptions.Rule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

    @ParameterizedTest
    @EnumSource(Rule.class)
    void weightsAddToOneAndPointsAscendOnThePath(Rule rule) {
        for (int steps : new int[] {1, 2, 3, 50, 1000}) {
            Quadrature quadrature = rule(rule, steps);
            assertThat(Arrays.stream(quadrature.weights()).sum()).isCloseTo(1, within(1e-12));
            assertThat(quadrature.points()).isSorted().doesNotHaveDuplicates();
            assertThat(quadrature.points()[0]).isBetween(0.0, 0.5);
            assertThat(quadrature.points()[quadrature.size() - 1]).isBetween(0.5, 1.0);
        }
    }

    @Test
    void midpointsLieInTheMiddleOfEachStep() {
        Quadrature quadrature = rule(Rule.MIDPOINT, 4);
        assertThat(quadrature.points()).containsExactly(0.125, 0.375, 0.625, 0.875);
        assertThat(quadrature.weights()).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void trapezoidsTakeBothEndsAtHalfTheirWeight() {
        Quadrature quadrature = rule(Rule.TRAPEZOID, 4);
        assertThat(quadrature.points()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(quadrature.weights()).containsExactly(0.125, 0.25, 0.25, 0.25, 0.125);
    }

    @Test
    void gaussAndLegendresPointsAreThoseOfTheTables() {
        Quadrature three = rule(Rule.GAUSS_LEGENDRE, 3);
        double outer = Math.sqrt(0.6) / 2;
        assertThat(three.points()).containsExactly(new double[] {0.5 - outer, 0.5, 0.5 + outer}, within(1e-15));
        assertThat(three.weights()).containsExactly(new double[] {5.0 / 18, 8.0 / 18, 5.0 / 18}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 24})
    void gaussAndLegendreIntegratePolynomialsOfTwiceTheirDegreeExactly(int steps) {
        Quadrature quadrature = rule(Rule.GAUSS_LEGENDRE, steps);
        for (int power = 0; power < 2 * steps; power++) {
            double integral = 0;
            for (int k = 0; k < steps; k++) {
                integral += quadrature.weights()[k] * Math.pow(quadrature.points()[k], power);
            }
            assertThat(integral).as("x^%d", power).isCloseTo(1.0 / (power + 1), within(1e-14));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void aNumberOfStepsThatIsNoneOrTooManyIsRefused(int steps) {
        assertThatThrownBy(() -> rule(Rule.MIDPOINT, steps))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("integrated gradients take 1 to 1000 steps, not " + steps);
    }

    private static Quadrature rule(Rule rule, int steps) {
        return Quadrature.of(new AttributionOptions(steps, Baseline.ZERO, rule));
    }
}
