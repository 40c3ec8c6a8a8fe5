package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.attention.RawAttention;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.valuezeroing.ValueZeroing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreValidationTest {

    private static final ContextMixingMethod NORMALISED = new ValueZeroing(ValueZeroing.Distance.COSINE);
    private static final ContextMixingMethod AS_IT_IS = new RawAttention();

    @Test
    void rowsAreDividedByTheirSumsAndKeptAsTheyWereToo() {
        MixingMap map = ScoreValidation.map(NORMALISED, new double[][] {{1, 3, 0, 5}}, 2, "e");
        assertThat(map.values()).containsExactly(0.25f, 0.75f, 0, 1);
        assertThat(map.raw()).containsExactly(1, 3, 0, 5);
    }

    @Test
    void rowsThatAreSharesAlreadyStayAsTheyAre() {
        MixingMap map = ScoreValidation.map(AS_IT_IS, new double[][] {{0.5, 0.5, 0, 1}}, 2, "e");
        assertThat(map.values()).containsExactly(0.5f, 0.5f, 0, 1);
        assertThat(map.raw()).isNull();
    }

    @Test
    void aSentenceOfOneTokenHasAllOfItWhateverItsScore() {
        assertThat(ScoreValidation.map(NORMALISED, new double[][] {{0}}, 1, "e").values())
                .containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'all scores are 0'",
        "NaN, 1, 'not finite'",
        "Infinity, 1, 'not finite'",
        "1e300, 1, 'not finite'",
        "-0.5, 1, 'below 0'",
        "-2, 1, 'below 0'"
    })
    void aRowThatMeansNothingIsRefusedByItsName(double first, double second, String reason) {
        double[][] layers = {{1, 0, 0, 1}, {1, 0, first, second}};
        for (ContextMixingMethod method : new ContextMixingMethod[] {NORMALISED, AS_IT_IS}) {
            assertThatThrownBy(() -> ScoreValidation.map(method, layers, 2, "e7"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(method.info().id() + ": example e7, layer 1, token 1: ")
                    .hasMessageContaining(reason);
        }
    }
}
