package dev.mixlab.run;

import java.time.Instant;

/**
 * One line of a run's log.
 *
 * @param number counted from 1 within the run
 * @param at when it was written
 * @param text for people to read
 */
public record LogLine(long number, Instant at, String text) {}
