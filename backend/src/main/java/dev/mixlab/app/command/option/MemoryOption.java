package dev.mixlab.app.command.option;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MachineBudget;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that all scoring commands share: how much memory scoring may use. */
public final class MemoryOption {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt])(?:i?b)?");
    private static final String UNITS = "kmgt";
    private static final long LEAST = 1 << 20;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            description = "Native memory that scoring may use in addition to the weights, such as 512m or 2g;"
                    + " by default a quarter of what Java's heap may grow to.")
    private @Nullable String size;

    /** Returns the budget of the option, or the default for this machine. */
    public MachineBudget budget() {
        return size == null ? MachineBudget.ofMachine() : MachineBudget.of(bytes(size));
    }

    /**
     * Parses a size such as 512m or 2g into bytes; the units are powers of 1024.
     *
     * @throws InvalidInputException if it is not a size, or less than 1 MiB
     */
    static long bytes(String text) {
        long bytes = bytes("--memory-budget", text);
        if (bytes < LEAST) {
            throw new InvalidInputException("--memory-budget %s: scoring needs at least 1m".formatted(text));
        }
        return bytes;
    }

    /**
     * Parses the size of an option.
     *
     * @throws InvalidInputException if it is not a size
     */
    public static long bytes(String option, String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new InvalidInputException(
                    "%s %s: a size is a whole number with k, m, g or t, such as 512m or 2g".formatted(option, text));
        }
        return Long.parseLong(size.group(1)) << (10 * (UNITS.indexOf(size.group(2)) + 1));
    }
}
