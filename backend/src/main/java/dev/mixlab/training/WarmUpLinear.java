package dev.mixlab.training;

import ai.djl.training.tracker.Tracker;
import dev.mixlab.common.InvalidInputException;
import java.util.stream.IntStream;

/**
 * A learning rate that grows linearly from 0 to its peak and then falls linearly to 0. The number of warm-up steps is not rounded.
 */
public final class WarmUpLinear implements Tracker {

    private final double peak;
    private final double warmUpSteps;
    private final int totalSteps;

    /**
     * @param peak highest learning rate
     * @param warmUp share of the steps during which the rate grows, 0 to 1
     * @param totalSteps number of steps, at least 1
     */
    public WarmUpLinear(double peak, double warmUp, int totalSteps) {
        if (totalSteps < 1 || !(warmUp >= 0 && warmUp <= 1)) {
            throw new InvalidInputException("a schedule of %s steps with warm-up %s".formatted(totalSteps, warmUp));
        }
        this.peak = peak;
        this.warmUpSteps = warmUp * totalSteps;
        this.totalSteps = totalSteps;
    }

    /** Returns the learning rate of a step, counted from 0. */
    public double rate(int step) {
        if (step < warmUpSteps) {
            return peak * step / warmUpSteps;
        }
        return step >= totalSteps ? 0 : peak * (totalSteps - step) / (totalSteps - warmUpSteps);
    }

    /** Returns whether the rate is 0 in every step, so that the training changes nothing. */
    public boolean isZero() {
        return IntStream.rangeClosed(1, totalSteps).allMatch(update -> getNewValue(update) == 0);
    }

    @Override
    public float getNewValue(int numUpdate) {
        return (float) rate(numUpdate - 1);
    }
}
