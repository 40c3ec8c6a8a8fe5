/**
 * The stages of a run, one class each, from its sentences to its stored figures; what they store and report, and
 * how they share work in chunks.
 */
@NullMarked
package dev.mixlab.jobs.stage;

import org.jspecify.annotations.NullMarked;
