package dev.mixlab.run.listing;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on a number of a run, such as {@code accuracy_after>0.95}. A run without the number does not fulfil it.
 *
 * @param metric the number
 * @param comparison how it compares with the bound
 * @param bound the number it is compared with; finite
 */
public record RunCondition(Metric metric, Comparison comparison, double bound) {

    private static final Pattern TEXT = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|=|<|>)\\s*(\\S+)\\s*");

    /** Numbers of a run. */
    public enum Metric {
        ACCURACY_BEFORE,
        ACCURACY_AFTER,
        ACCURACY_GAIN,
        /** The best share on cues; see {@link dev.mixlab.run.CueShare}. */
        CUE_SHARE,
        LEARNING_RATE,
        SEED,
        /** The seconds from its first execution to its end. */
        DURATION;

        /** Returns the name in texts: that of the constant in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Comparisons of two numbers. */
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        AT_LEAST(">="),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** Returns the sign, which is also that of SQL. */
        public String sign() {
            return sign;
        }
    }

    /**
     * Reads a condition.
     *
     * @throws InvalidInputException if the text is none
     */
    public static RunCondition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw refusal(text);
        }
        Metric metric = Arrays.stream(Metric.values())
                .filter(candidate -> candidate.id().equals(parts.group(1)))
                .findFirst()
                .orElseThrow(() -> refusal(text));
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(candidate -> candidate.sign().equals(parts.group(2)))
                .findFirst()
                .orElseThrow(() -> refusal(text));
        return new RunCondition(metric, comparison, number(parts.group(3), text));
    }

    private static double number(String digits, String text) {
        try {
            double number = Double.parseDouble(digits);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static InvalidInputException refusal(String text) {
        return new InvalidInputException(
                "'%s' is not a condition such as accuracy_after>0.95: one of %s, one of %s, and a number"
                        .formatted(
                                text,
                                Arrays.stream(Metric.values()).map(Metric::id).collect(Collectors.joining(", ")),
                                Arrays.stream(Comparison.values())
                                        .map(Comparison::sign)
                                        .collect(Collectors.joining(" "))));
    }
}
