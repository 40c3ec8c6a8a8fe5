package dev.mixlab.evaluation.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Rounds numbers that are only displayed to six significant digits before they are stored or sent. */
public final class Digits {

    private static final MathContext SIX = new MathContext(6);

    private Digits() {}

    /** Rounds to six significant digits; a number that is not finite stays the same. */
    public static double round(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SIX).doubleValue() : value;
    }
}
