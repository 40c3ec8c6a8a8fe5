package dev.mixlab.bench.methods;

import dev.mixlab.bench.Geometry;
import dev.mixlab.bench.Spread;
import dev.mixlab.bench.Stopwatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench methods} measures. Each figure is taken in turn with the plain forward pass of the same sentences, so that quotients
 * hold on a machine whose speed changes.
 *
 * @param geometry the model
 * @param tokens tokens per sentence
 * @param time what time was taken by
 * @param threads threads that the engine uses within an operation
 * @param cores processors of the machine
 * @param forwardSecondsPerSentence a plain forward pass with the head's logits at the target
 * @param matrixProductGigaMultiplyAddsPerSecond the machine's rate with large square matrices
 * @param groups methods together in one pass
 * @param methods each method by itself
 * @param interventions what evaluations do beside the methods, each by itself
 */
public record MethodsReport(
        Geometry geometry,
        int tokens,
        Stopwatch time,
        int threads,
        int cores,
        Spread forwardSecondsPerSentence,
        Spread matrixProductGigaMultiplyAddsPerSecond,
        List<Line> groups,
        List<Line> methods,
        List<Line> interventions) {

    /**
     * One pass with some methods.
     *
     * @param name the method's id, or what the methods have in common
     * @param rows the rows that are formed
     * @param sentences sentences per repetition
     * @param repetitions repetitions after the warm-up
     * @param secondsPerSentence forward pass included
     * @param forwardPasses the same as multiples of a plain forward pass
     * @param peakResidentBytes largest size of the process while it was measured; null where the system does not say
     */
    public record Line(
            String name,
            String rows,
            int sentences,
            int repetitions,
            Spread secondsPerSentence,
            Spread forwardPasses,
            @Nullable Long peakResidentBytes) {}
}
