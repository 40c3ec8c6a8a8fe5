package dev.mixlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import org.junit.jupiter.api.Test;

class TargetRowsTest {

    private static final MixingMap MAP = MixingMap.of("m", 2, 2, new float[] {1, 0, 0.5f, 0.5f, 0.25f, 0.75f, 0, 1});

    @Test
    void theTargetsRowIsTakenFromEveryLayer() {
        TargetRows rows = TargetRows.of(MAP, new MethodVariant("m", Aggregation.NONE), 1);

        assertThat(rows.layer(0)).containsExactly(0.5, 0.5);
        assertThat(rows.layer(1)).containsExactly(0, 1);
    }

    @Test
    void theAggregationComesBeforeTheRow() {
        TargetRows rows = TargetRows.of(MAP, new MethodVariant("m", Aggregation.ROLLOUT), 0);

        assertThat(rows.layer(1)).containsExactly(0.625, 0.375);
        assertThat(TargetRows.of(MAP, new MethodVariant("m", Aggregation.LAST_LAYER), 0)
                        .layers())
                .isEqualTo(1);
    }

    @Test
    void aMapOfAnotherMethodIsRefused() {
        assertThatThrownBy(() -> TargetRows.of(MAP, new MethodVariant("n", Aggregation.NONE), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a map of m where one of n is needed");
    }

    @Test
    void scoresThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> Examples.row(1, Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("method: a score is NaN");
    }
}
