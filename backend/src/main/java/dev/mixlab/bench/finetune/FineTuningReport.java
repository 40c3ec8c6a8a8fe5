package dev.mixlab.bench.finetune;

import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;

/**
 * What {@code bench finetune} measures. Times and rates are medians over repetitions, with the least and the most; quotients are formed within
 * each repetition.
 *
 * @param geometry the model
 * @param batchSize sentences per step
 * @param tokens tokens of the longest sentence of each step's batch
 * @param paddedTo tokens that the published procedure pads every sentence to
 * @param repetitions steps measured
 * @param time what time was taken by
 * @param threads threads that the engine uses within an operation
 * @param publishedSecondsPerStep the published procedure
 * @param productSecondsPerStep this program
 * @param ratio the first divided by the second
 * @param publishedMultiplyAddsPerStep multiply-adds of the published procedure's step
 * @param productMultiplyAddsPerStep those that this program really does
 * @param matrixProductGigaMultiplyAddsPerSecond the machine's rate with large square matrices
 * @param shareOfMatrixRate this program's rate as a share of the machine's
 * @param publishedShareOfMatrixRate the published procedure's
 * @param published first loss and gradient of the published procedure, without dropout
 * @param product first loss and gradient of this program with the same weights and sentences, without dropout
 */
public record FineTuningReport(
        Geometry geometry,
        int batchSize,
        Spread tokens,
        int paddedTo,
        int repetitions,
        Stopwatch time,
        int threads,
        Spread publishedSecondsPerStep,
        Spread productSecondsPerStep,
        Spread ratio,
        Spread publishedMultiplyAddsPerStep,
        Spread productMultiplyAddsPerStep,
        Spread matrixProductGigaMultiplyAddsPerSecond,
        Spread shareOfMatrixRate,
        Spread publishedShareOfMatrixRate,
        FirstStep published,
        FirstStep product) {}
