package dev.mixlab.evaluation.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they are stored and sent where they are only looked at: six significant digits. */
public final class Digits {

    private static final MathContext SIX = new MathContext(6);

    private Digits() {}

    /** To six significant digits; what is not finite stays as it is. */
    public static double round(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SIX).doubleValue() : value;
    }
}
