package dev.mixlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;

class FigureDifferenceTest {

    private static final double NONE = Double.NaN;

    @Test
    void theSameValuesAreIdenticalEvenWhereTheyAreUndefined() {
        FigureDifference figure = FigureDifference.of(new double[] {0.25, NONE, 1}, new double[] {0.25, NONE, 1});
        assertThat(figure).isEqualTo(new FigureDifference(0.625, 0.625, 0, 0));
        assertThat(figure.identical()).isTrue();
        assertThat(figure.difference()).isZero();
        FigureDifference undefined = FigureDifference.of(new double[] {NONE}, new double[] {NONE});
        assertThat(undefined.identical()).isTrue();
        assertThat(undefined.size()).isZero();
    }

    @Test
    void theLastBitOfOneSentenceCounts() {
        FigureDifference figure = FigureDifference.of(new double[] {1, 2, 3}, new double[] {1, Math.nextUp(2.0), 3});
        assertThat(figure.identical()).isFalse();
        assertThat(figure.differing()).isEqualTo(1);
        assertThat(figure.largest()).isEqualTo(Math.ulp(2.0));
    }

    @Test
    void meansThatAgreeDoNotHideSentencesThatDiffer() {
        FigureDifference figure = FigureDifference.of(new double[] {0, 1}, new double[] {1, 0});
        assertThat(figure.difference()).isZero();
        assertThat(figure.identical()).isFalse();
        assertThat(figure.differing()).isEqualTo(2);
        assertThat(figure.largest()).isEqualTo(1);
    }

    @Test
    void theDifferenceIsThatOfTheMeans() {
        FigureDifference figure = FigureDifference.of(new double[] {0.1, 0.2, NONE}, new double[] {0.2, 0.5, NONE});
        assertThat(figure.first()).isCloseTo(0.15, within(1e-15));
        assertThat(figure.second()).isCloseTo(0.35, within(1e-15));
        assertThat(figure.difference()).isCloseTo(0.2, within(1e-15));
        assertThat(figure.largest()).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void aFigureThatIsDefinedInOneRunComesBeforeAllOthers() {
        FigureDifference figure = FigureDifference.of(new double[] {0.5}, new double[] {NONE});
        assertThat(figure.identical()).isFalse();
        assertThat(figure.size()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(figure.difference()).isNaN();
        assertThat(figure.largest()).isZero();
    }

    @Test
    void valuesOfOtherSentencesAreRefused() {
        assertThatThrownBy(() -> FigureDifference.of(new double[1], new double[2]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 and 2 values");
    }
}
