package dev.mixlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;

class FineTuningSettingsTest {

    @Test
    void defaultsAreThoseOfThePaper() {
        assertThat(FineTuningSettings.paper()).isEqualTo(new FineTuningSettings(3e-5, 0.1, 5, 64, 42, 1e-6, 0));
    }

    @Test
    void aSmallerLastBatchIsAStepOfItsOwn() {
        assertThat(FineTuningSettings.paper().stepsPerEpoch(65)).isEqualTo(2);
        assertThat(FineTuningSettings.paper().totalSteps(128)).isEqualTo(10);
    }

    @Test
    void refusesValuesThatMakeNoSenseByName() {
        assertThatThrownBy(() -> FineTuningSettings.paper().withLearningRate(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("learning rate 0.0");
        assertThatThrownBy(() -> FineTuningSettings.paper().withBatchSize(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("batch size 0");
        assertThatThrownBy(() -> FineTuningSettings.paper().withEpochs(-1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("-1 epochs");
        assertThatThrownBy(() -> FineTuningSettings.paper().withMaskedShare(1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("masked share 1.5");
        assertThatThrownBy(() -> new FineTuningSettings(Double.NaN, 0.1, 5, 64, 42, 1e-6, 0))
                .isInstanceOf(InvalidInputException.class);
    }
}
