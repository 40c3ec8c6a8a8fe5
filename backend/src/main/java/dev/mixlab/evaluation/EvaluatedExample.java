package dev.mixlab.evaluation;

import dev.mixlab.data.CueWords;
import dev.mixlab.text.EncodedExample;
import org.jspecify.annotations.Nullable;

/**
 * A scored sentence with what evaluations need to know about it.
 *
 * @param encoded its tokens, target and cues
 * @param paradigm name of its paradigm
 * @param label the class of its target, such as its number; null if it has none
 * @param right whether the model prefers the good word
 * @param distance words from the target to its nearest cue word, at least 1; 0 if it has no cue
 * @param cueWords its cue words by unit, and its attractor
 */
public record EvaluatedExample(
        EncodedExample encoded,
        String paradigm,
        @Nullable String label,
        boolean right,
        int distance,
        CueWords cueWords) {}
