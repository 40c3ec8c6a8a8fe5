package dev.mixlab.evaluation.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Resamples of runs: as many as there are, with replacement, among those that differ in the seed alone. With resamples of sentences they
 * make the multi-bootstrap of Sellam et al. (2022, "The MultiBERTs"), whose intervals hold the chance of both.
 */
public final class RunDraws {

    private final short[][] draws;

    /**
     * Draws runs.
     *
     * @param strata for each run the number of the runs from which it is drawn, from 0
     * @param resamples number of resamples, at least 1
     * @param seed seed of all draws
     */
    public RunDraws(int[] strata, int resamples, long seed) {
        draws = new short[resamples][strata.length];
        int[][] members = IntStream.rangeClosed(0, IntStream.of(strata).max().orElse(-1))
                .mapToObj(stratum -> IntStream.range(0, strata.length)
                        .filter(run -> strata[run] == stratum)
                        .toArray())
                .toArray(int[][]::new);
        SplittableRandom random = new SplittableRandom(seed);
        for (short[] draw : draws) {
            for (int[] of : members) {
                for (int i = 0; i < of.length; i++) {
                    draw[of[random.nextInt(of.length)]]++;
                }
            }
        }
    }

    /** Returns the number of resamples. */
    int resamples() {
        return draws.length;
    }

    /** Returns how often a run is drawn in a resample. */
    int times(int resample, int run) {
        return draws[resample][run];
    }
}
