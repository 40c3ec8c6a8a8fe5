package dev.mixlab.run.sweep;

import dev.mixlab.run.estimate.CostEstimate.Resource;
import java.util.List;

/**
 * The estimated cost of a sweep.
 *
 * @param runs number of its runs
 * @param seconds time of all its runs, one after another
 * @param elapsedSeconds time until the last of them ends if as many as the server allows are executed at a time and no others wait
 * @param bytes number of bytes that it adds to the data folder for good
 * @param disk bytes that the data folder grows by at most
 * @param memory bytes of memory of the whole program while the largest of its runs is executed
 * @param basis sentence that says how the seconds of the first run were estimated
 * @param warnings what is likely to be wrong with the settings, each with the first combination that it is true of
 */
public record SweepEstimate(
        int runs,
        double seconds,
        double elapsedSeconds,
        long bytes,
        Resource disk,
        Resource memory,
        String basis,
        List<String> warnings) {

    public SweepEstimate {
        warnings = List.copyOf(warnings);
    }
}
