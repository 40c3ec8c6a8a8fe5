package dev.mixlab.bench.valuezeroing;

import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;

/**
 * What {@code bench value-zeroing} measures. Times and rates are medians over repetitions, with the least and the most; quotients are formed
 * within each repetition.
 *
 * @param geometry the model
 * @param tokens tokens per sentence
 * @param sentences sentences per repetition through this program
 * @param repetitions repetitions after the warm-up
 * @param time what time was taken by
 * @param threads threads that the engine uses within an operation
 * @param publishedSecondsPerSentence the published procedure
 * @param productSecondsPerSentence this program, as a score run uses it
 * @param ratio the first divided by the second
 * @param firstSentenceSeconds this program's first sentence with a model it has not seen, with all that is derived from the weights once
 * @param work multiply-adds per sentence
 * @param matrixProductGigaMultiplyAddsPerSecond the machine's rate with large square matrices
 * @param shareOfMatrixRateByPlainClosedForm this program's rate, were it doing the plain closed form, as a share of the machine's
 * @param shareOfMatrixRateByDone this program's rate with the multiply-adds really done, as a share of the machine's
 * @param largestDifference between the two procedures' maps, rows summing to 1
 * @param largestScore in these maps
 */
public record ValueZeroingReport(
        Geometry geometry,
        int tokens,
        int sentences,
        int repetitions,
        Stopwatch time,
        int threads,
        Spread publishedSecondsPerSentence,
        Spread productSecondsPerSentence,
        Spread ratio,
        double firstSentenceSeconds,
        ValueZeroingWork work,
        Spread matrixProductGigaMultiplyAddsPerSecond,
        Spread shareOfMatrixRateByPlainClosedForm,
        Spread shareOfMatrixRateByDone,
        double largestDifference,
        double largestScore) {}
