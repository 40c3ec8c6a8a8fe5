package dev.mixlab.web.json;

import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.TestedDifference;

/**
 * The contract's Difference, six significant digits.
 *
 * @param mean mean over sentences
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param n number of sentences
 * @param p two-sided p value
 * @param adjusted the p value corrected for all differences of the answer
 */
public record DifferenceJson(double mean, double low, double high, int n, double p, double adjusted) {

    public static DifferenceJson of(TestedDifference tested) {
        Estimate difference = tested.difference();
        return new DifferenceJson(
                Digits.round(difference.mean()),
                Digits.round(difference.low()),
                Digits.round(difference.high()),
                difference.n(),
                Digits.round(tested.p()),
                Digits.round(tested.adjusted()));
    }
}
