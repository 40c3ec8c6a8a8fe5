package dev.mixlab.evaluation.probing.code;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * The code length: the number of bits needed to transmit the labels of n examples.
 *
 * @param classes number of different labels, at least 2
 * @param bits bits of each example, in the order of the data, not of the transmission [n]
 * @param portions the portions in the order of transmission; the first is coded uniformly
 */
public record CodeLength(int classes, double[] bits, List<Portion> portions) {

    public CodeLength {
        if (bits.length < 1 || classes < 2) {
            throw new InvalidInputException("a code of %s examples and %s classes".formatted(bits.length, classes));
        }
        for (double one : bits) {
            if (!(one >= 0) || Double.isInfinite(one)) {
                throw new InvalidInputException("a code of %s bits".formatted(one));
            }
        }
        portions = List.copyOf(portions);
    }

    /**
     * A portion of the examples, coded by a probe trained on all earlier portions.
     *
     * @param share end of the portion as a share of all examples
     * @param bits bits of each of its examples, in the order of the transmission
     */
    public record Portion(double share, double[] bits) {

        /** Returns the number of examples of the portion. */
        public int examples() {
            return bits.length;
        }

        /** Returns the bits of the whole portion. */
        public double total() {
            return Arrays.stream(bits).sum();
        }
    }

    /** Returns the number of examples n. */
    public int examples() {
        return bits.length;
    }

    /** Returns the bits of the whole code. */
    public double total() {
        return Arrays.stream(bits).sum();
    }

    /** Returns the bits of the uniform code, n log2(classes). */
    public double uniform() {
        return examples() * uniform(classes);
    }

    /** Returns the uniform code length divided by the code length; 1 means that the representations do not tell the labels. */
    public double compression() {
        return uniform() / total();
    }

    /** Bits of one label of so many classes when nothing is known. */
    static double uniform(int classes) {
        return classes == 2 ? 1 : Math.log(classes) / Math.log(2);
    }

    /** Returns -log2 p(label) of each label, where p is the soft-max of its logits [n, classes]. */
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
