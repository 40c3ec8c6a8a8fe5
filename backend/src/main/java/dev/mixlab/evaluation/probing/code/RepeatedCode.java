package dev.mixlab.evaluation.probing.code;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.List;
import org.hipparchus.stat.StatUtils;

/**
 * Codes of the same labels in several random orders, which have nothing else to do with each other: the order decides what each probe learns
 * from, and each order begins with other probes.
 *
 * @param orders code lengths, at least one, of equally many examples
 */
public record RepeatedCode(List<CodeLength> orders) {

    public RepeatedCode {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new InvalidInputException("a code needs at least one order");
        }
    }

    /** Number of examples n. */
    public int examples() {
        return orders.get(0).examples();
    }

    /** Bits of the code that knows nothing: n log2(classes). */
    public double uniform() {
        return orders.get(0).uniform();
    }

    /** Bits of each example in every order [orders][n]. */
    public List<double[]> bits() {
        return orders.stream().map(CodeLength::bits).toList();
    }

    /** Mean bits of the whole code over orders. */
    public double total() {
        return orders.stream().mapToDouble(CodeLength::total).average().orElseThrow();
    }

    /** The compression in each order. */
    public double[] compressions() {
        return orders.stream().mapToDouble(CodeLength::compression).toArray();
    }

    /** The standard deviation of compression over orders, with n - 1 in the denominator; NaN for one order. */
    public double deviation() {
        return orders.size() < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(compressions()));
    }

    /**
     * How many times shorter the mean code is than the uniform code, with the 95 % interval of a bootstrap that draws both examples and
     * orders, whose bits are as they were coded.
     */
    public Estimate compression(Bootstrap bootstrap) {
        Estimate mean = bootstrap.repeatedEstimates(List.of(bits())).get(0);
        double each = uniform() / examples();
        return new Estimate(uniform() / total(), each / mean.high(), each / mean.low(), examples(), 0);
    }
}
