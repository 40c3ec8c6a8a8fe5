package dev.mixlab.bench;

import dev.mixlab.common.InvalidInputException;

/**
 * The settings that all benchmarks share.
 *
 * @param geometry the model
 * @param repetitions rounds that are measured, after one of warm-up
 * @param watch how time is measured: by the clock or by processor time
 * @param seed decides weights and token ids
 */
public record BenchSettings(Geometry geometry, int repetitions, Stopwatch watch, long seed) {

    public BenchSettings {
        if (repetitions < 1) {
            throw new InvalidInputException("a benchmark of %s repetitions, needs at least 1".formatted(repetitions));
        }
    }
}
