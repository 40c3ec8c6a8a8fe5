package dev.mixlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void aFreshNameIsAccepted() {
        RunId id = RunId.fresh();

        assertThat(new RunId(id.value())).isEqualTo(id);
        assertThat(RunId.fresh()).isNotEqualTo(id);
    }

    @Test
    void aNameOfAnotherKindIsRefused() {
        String checkpoint = CheckpointId.fresh().value();

        assertThatThrownBy(() -> new RunId(checkpoint))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(checkpoint);
    }

    @Test
    void aNameWithAnythingButLettersAndDigitsIsRefused() {
        assertThatThrownBy(() -> new ScoreRunId("s-../../../x")).isInstanceOf(InvalidInputException.class);
    }
}
