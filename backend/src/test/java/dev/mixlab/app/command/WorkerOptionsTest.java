package dev.mixlab.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.command.WorkerCommand.Ending;
import dev.mixlab.app.command.option.TimeSpan;
import dev.mixlab.common.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerOptionsTest {

    @ParameterizedTest
    @CsvSource({"3h55m, 14100", "10m, 600", "90s, 90", "1h0m1s, 3601"})
    void aTimeIsReadInHoursMinutesAndSeconds(String text, long seconds) {
        assertThat(TimeSpan.parse("--max-time", text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0m", "-5m", "5m3h", "1.5h", "10 m", "99999999h"})
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> TimeSpan.parse("--max-time", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--max-time '%s'".formatted(text));
    }

    @Test
    void aWorkerEndsAfterItsTimeOrWhenItHadNoRunForLong() {
        long minute = Duration.ofMinutes(1).toNanos();
        Ending ending = new Ending(Duration.ofMinutes(10), Duration.ofMinutes(30), 5);

        assertThat(ending.reason(false, 5 + 9 * minute)).isNull();
        assertThat(ending.reason(true, 5 + 11 * minute)).isNull();
        assertThat(ending.reason(false, 5 + 20 * minute)).isNull();
        assertThat(ending.reason(false, 5 + 21 * minute)).contains("--idle-exit");
        assertThat(ending.reason(true, 5 + 30 * minute)).contains("--max-time");
        assertThat(new Ending(null, null, 0).reason(false, Long.MAX_VALUE)).isNull();
    }
}
