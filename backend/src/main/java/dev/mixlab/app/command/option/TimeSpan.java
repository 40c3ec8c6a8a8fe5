package dev.mixlab.app.command.option;

import dev.mixlab.common.InvalidInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as options give them: hours, minutes and seconds, such as 3h55m, 10m or 90s. */
public final class TimeSpan {

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private TimeSpan() {}

    /**
     * Returns the length of time; null for null.
     *
     * @throws InvalidInputException naming the option, if the text has another form or is no time at all
     */
    public static @Nullable Duration parse(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = FORM.matcher(text);
        Duration time = parts.matches()
                ? Duration.ofHours(number(parts.group(1)))
                        .plusMinutes(number(parts.group(2)))
                        .plusSeconds(number(parts.group(3)))
                : Duration.ZERO;
        if (time.isZero()) {
            throw new InvalidInputException(
                    "%s '%s': a time is given in hours, minutes and seconds, such as 3h55m, 10m or 90s"
                            .formatted(option, text));
        }
        return time;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
