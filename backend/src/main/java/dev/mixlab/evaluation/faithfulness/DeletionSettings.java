package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import java.util.List;

/**
 * Settings of the deletion of tokens.
 *
 * @param shares shares of the tokens beside the target that count as the top ones, ascending, each above 0 and at most 1
 * @param randomOrders random orders per sentence that make the baseline, at least 1
 * @param seed of the random orders
 */
public record DeletionSettings(List<Double> shares, int randomOrders, long seed) {

    /** Tolerance that makes 0.2 of 15 tokens 3 tokens although the product is not exact in binary. */
    private static final double ROUNDING = 1e-9;

    public DeletionSettings {
        if (shares.isEmpty() || shares.stream().anyMatch(share -> !(share > 0 && share <= 1))) {
            throw new InvalidInputException("shares of tokens to delete must lie above 0 and at most at 1: " + shares);
        }
        if (!shares.equals(shares.stream().sorted().distinct().toList())) {
            throw new InvalidInputException("shares of tokens to delete must be ascending: " + shares);
        }
        if (randomOrders < 1) {
            throw new InvalidInputException("%s random orders where 1 is the least".formatted(randomOrders));
        }
        shares = List.copyOf(shares);
    }

    /** Returns the standard settings: 1, 5, 10, 20 and 50 % of the tokens (DeYoung et al. 2020), and five random orders. */
    public static DeletionSettings standard() {
        return new DeletionSettings(List.of(0.01, 0.05, 0.1, 0.2, 0.5), 5, 42);
    }

    /** Converts the shares to numbers of tokens, rounded up, given the number of tokens beside the target. */
    public int[] counts(int candidates) {
        return shares.stream()
                .mapToInt(share -> (int) Math.min(candidates, Math.ceil(share * candidates - ROUNDING)))
                .toArray();
    }
}
