package dev.mixlab.evaluation.deletion;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The least and the greatest mean drop of p(good word) that any order of deletion has, by its partial sums over the sets of deleted tokens:
 * the best way to a set is the best way to one of the sets with one token less. This is exact, for n tokens with 2^n sets instead of n!
 * orders.
 *
 * @param lower least mean drop over the first 1 to n deleted tokens
 * @param upper greatest mean drop
 */
record OrderBounds(double lower, double upper) {

    /**
     * Finds the bounds.
     *
     * @param tokens the tokens that can be deleted, at least 1
     * @param drop what p(good word) loses without a set of tokens
     */
    static OrderBounds of(List<Integer> tokens, ToDoubleFunction<BitSet> drop) {
        int sets = 1 << tokens.size();
        double[] least = new double[sets];
        double[] greatest = new double[sets];
        for (int set = 1; set < sets; set++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int left = set; left != 0; left &= left - 1) {
                int before = set ^ Integer.lowestOneBit(left);
                low = Math.min(low, least[before]);
                high = Math.max(high, greatest[before]);
            }
            double own = drop.applyAsDouble(members(tokens, set));
            least[set] = low + own;
            greatest[set] = high + own;
        }
        return new OrderBounds(least[sets - 1] / tokens.size(), greatest[sets - 1] / tokens.size());
    }

    private static BitSet members(List<Integer> tokens, int set) {
        BitSet members = new BitSet();
        for (int i = 0; i < tokens.size(); i++) {
            if ((set >> i & 1) == 1) {
                members.set(tokens.get(i));
            }
        }
        return members;
    }

    /** Returns where a mean drop lies between the bounds, 0 to 1; NaN if every order has the same. */
    double place(double drop) {
        return upper > lower ? (drop - lower) / (upper - lower) : Double.NaN;
    }
}
