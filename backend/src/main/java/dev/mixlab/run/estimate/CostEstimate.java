package dev.mixlab.run.estimate;

import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.spec.StageName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The estimated cost of a run.
 *
 * @param steps number of optimiser steps
 * @param examplesTrain number of usable train examples
 * @param examplesTest number of usable test examples
 * @param seconds wall-clock time from its start
 * @param stages wall-clock time of each stage, in order
 * @param bytes number of bytes that it adds to the data folder for good
 * @param disk bytes that the data folder grows by at most while it runs
 * @param memory bytes of memory of the whole program while it runs
 * @param maps how large its maps would be with all rows
 * @param deletion how long deletion curves take; null for a run without them
 * @param basis sentence that says how the seconds were estimated
 * @param warnings what is likely to be wrong with the settings, for people to read
 */
public record CostEstimate(
        int steps,
        int examplesTrain,
        int examplesTest,
        double seconds,
        List<StageSeconds> stages,
        long bytes,
        Resource disk,
        Resource memory,
        WholeMaps maps,
        @Nullable DeletionCurves deletion,
        String basis,
        List<String> warnings) {

    public CostEstimate {
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
    }

    /** The expected wall-clock time of a stage. */
    public record StageSeconds(StageName stage, double seconds) {}

    /**
     * What a run needs of something that is limited.
     *
     * @param need bytes that it needs
     * @param available bytes that there are
     * @param shortage where it needs more than there is, a sentence that says so and what can be done; the run is refused then
     */
    public record Resource(
            long need, long available, @Nullable String shortage) {}

    /**
     * The number of sentences with deletion curves, which take by far the most time of all evaluations.
     *
     * @param usual the usual number
     * @param seconds time of that number before and after fine-tuning together, on a machine with two cores
     * @param limit seconds above which fewer are suggested
     * @param suggested the number that is suggested
     */
    public record DeletionCurves(int usual, double seconds, double limit, int suggested) {}

    /**
     * The size of the maps of all methods, before and after fine-tuning together, if every row is stored.
     *
     * @param bytes their bytes
     * @param limit bytes above which only the target's rows are suggested
     * @param suggested the rows that are suggested
     */
    public record WholeMaps(long bytes, long limit, Rows suggested) {}
}
