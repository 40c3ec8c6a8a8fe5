package dev.mixlab.evaluation;

import dev.mixlab.data.CueWords;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.text.EncodedExample;

/**
 * A scored sentence with what evaluations need to know about it.
 *
 * @param encoded its tokens, target and cues
 * @param paradigm its paradigm
 * @param label the number of its target
 * @param right whether the model prefers the good word
 * @param distance words from the target to its nearest cue word, at least 1
 * @param cueWords its cue words by unit, and its attractor
 */
public record EvaluatedExample(
        EncodedExample encoded,
        Paradigm paradigm,
        GrammaticalNumber label,
        boolean right,
        int distance,
        CueWords cueWords) {}
