package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.List;

/**
 * How many bits it takes to transmit the labels of n examples.
 *
 * @param classes number of different labels, at least 2
 * @param bits of each example, in the order of the data and not in that of the transmission [n]
 * @param portions in order, the first coded uniformly
 */
public record CodeLength(int classes, double[] bits, List<Portion> portions) {

    public CodeLength {
        if (bits.length < 1 || classes < 2) {
            throw new InvalidInputException("a code of %d examples and %d classes".formatted(bits.length, classes));
        }
        for (double one : bits) {
            if (!(one >= 0) || Double.isInfinite(one)) {
                throw new InvalidInputException("a code of %s bits".formatted(one));
            }
        }
        portions = List.copyOf(portions);
    }

    /**
     * A part of the examples that is coded by what came before.
     *
     * @param share where the portion ends, as a share of all examples
     * @param bits of each of its examples, in the order of the transmission
     */
    public record Portion(double share, double[] bits) {

        /** How many examples are in it. */
        public int examples() {
            return bits.length;
        }

        /** Bits of all of them. */
        public double total() {
            return Arrays.stream(bits).sum();
        }
    }

    /** Number of examples n. */
    public int examples() {
        return bits.length;
    }

    /** Bits of the whole code. */
    public double total() {
        return Arrays.stream(bits).sum();
    }

    /** Bits of the code that knows nothing: n log2(classes). */
    public double uniform() {
        return examples() * uniform(classes);
    }

    /** How many times shorter than the uniform code; 1 where nothing can be read off the representations. */
    public double compression() {
        return uniform() / total();
    }

    /** The compression with the 95 % interval of a bootstrap over the examples, whose bits are drawn as they were coded. */
    public Estimate compression(Bootstrap bootstrap) {
        Estimate mean = bootstrap.estimate(bits);
        double uniform = uniform(classes);
        return new Estimate(compression(), uniform / mean.high(), uniform / mean.low(), examples(), 0);
    }

    /** Bits of one label of so many classes when nothing is known. */
    static double uniform(int classes) {
        return classes == 2 ? 1 : Math.log(classes) / Math.log(2);
    }

    /** Bits of each label under logits [n, classes], one soft-max each: minus log2 p(label). */
    static double[] bits(double[][] logits, int[] labels) {
        double[] bits = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double largest = Arrays.stream(logits[i]).max().orElseThrow();
            double sum = 0;
            for (double logit : logits[i]) {
                sum += Math.exp(logit - largest);
            }
            bits[i] = (Math.log(sum) - (logits[i][labels[i]] - largest)) / Math.log(2);
        }
        return bits;
    }
}
