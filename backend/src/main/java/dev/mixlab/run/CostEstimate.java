package dev.mixlab.run;

import java.util.List;

/**
 * The estimated cost of a run.
 *
 * @param steps number of optimiser steps
 * @param examplesTrain number of usable train examples
 * @param examplesTest number of usable test examples
 * @param seconds wall-clock time from its start
 * @param bytes number of bytes that it adds to the database
 * @param basis sentence that says how the seconds were estimated
 * @param warnings what is likely to be wrong with the settings, for people to read
 */
public record CostEstimate(
        int steps,
        int examplesTrain,
        int examplesTest,
        double seconds,
        long bytes,
        String basis,
        List<String> warnings) {

    public CostEstimate {
        warnings = List.copyOf(warnings);
    }
}
