package dev.mixlab.app.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.command.DemoCommand;
import dev.mixlab.app.command.ServeCommand;
import dev.mixlab.app.command.VerifyCommand;
import dev.mixlab.app.command.bench.BenchValueZeroingCommand;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MachineBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MemoryOptionTest {

    @ParameterizedTest
    @CsvSource({
        "2048k, 2097152",
        "512m, 536870912",
        "2g, 2147483648",
        "2G, 2147483648",
        "3GiB, 3221225472",
        "1mb, 1048576",
        "1t, 1099511627776"
    })
    void aSizeIsAWholeNumberWithAUnit(String text, long bytes) {
        assertThat(MemoryOption.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "g", "1.5g", "-1g", "2x", "lots", "9999999999g"})
    void whatIsNoSizeIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> MemoryOption.bytes(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--memory-budget %s: a size is a whole number with k, m, g or t, such as 512m or 2g", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0g", "1023k"})
    void lessThanAMebibyteIsRefused(String text) {
        assertThatThrownBy(() -> MemoryOption.bytes(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--memory-budget %s: scoring needs at least 1m", text);
    }

    @Test
    void withoutTheOptionTheMachineDecides() {
        assertThat(new MemoryOption().budget()).isEqualTo(MachineBudget.ofMachine());
    }

    @ParameterizedTest
    @ValueSource(classes = {ServeCommand.class, DemoCommand.class, VerifyCommand.class, BenchValueZeroingCommand.class})
    void everyCommandThatScoresTakesIt(Class<?> command) {
        assertThat(new CommandLine(command).getCommandSpec().optionsMap()).containsKey("--memory-budget");
    }
}
