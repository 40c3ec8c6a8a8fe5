package dev.mixlab.run.metrics;

import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param number number of the line within the run, from 1
 * @param at time at which it was written
 * @param text text of the line
 */
public record LogLine(long number, Instant at, String text) {}
