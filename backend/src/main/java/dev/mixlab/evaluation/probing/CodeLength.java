package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/**
 * How many bits it takes to transmit the labels of n examples.
 *
 * @param examples n, at least 1
 * @param classes number of different labels
 * @param blocks bits of each block, the first coded uniformly
 */
public record CodeLength(int examples, int classes, double[] blocks) {

    public CodeLength {
        if (examples < 1 || classes < 2) {
            throw new InvalidInputException("a code of %d examples and %d classes".formatted(examples, classes));
        }
        for (double bits : blocks) {
            if (!(bits >= 0) || Double.isInfinite(bits)) {
                throw new InvalidInputException("a code of %s bits".formatted(bits));
            }
        }
    }

    /** Bits of the whole code. */
    public double bits() {
        return Arrays.stream(blocks).sum();
    }

    /** Bits of the code that knows nothing: n log2(classes). */
    public double uniform() {
        return uniform(examples, classes);
    }

    /** How many times shorter than the uniform code; 1 where nothing can be read off the representations. */
    public double compression() {
        return uniform() / bits();
    }

    static double uniform(int examples, int classes) {
        return classes == 2 ? examples : examples * Math.log(classes) / Math.log(2);
    }

    /** Bits of labels under logits [n, classes], one soft-max each: minus the sum of log2 p(label). */
    static double bits(double[][] logits, int[] labels) {
        double bits = 0;
        for (int i = 0; i < labels.length; i++) {
            double largest = Arrays.stream(logits[i]).max().orElseThrow();
            double sum = 0;
            for (double logit : logits[i]) {
                sum += Math.exp(logit - largest);
            }
            bits += (Math.log(sum) - (logits[i][labels[i]] - largest)) / Math.log(2);
        }
        return bits;
    }
}
