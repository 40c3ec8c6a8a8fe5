package dev.mixlab.run.score;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;

/**
 * A scored example as an entry of a list.
 *
 * @param index index in the score run, from 0
 * @param id id of the agreement example
 * @param paradigm its paradigm
 * @param label grammatical number of the good word
 * @param sentence the good sentence as running text
 * @param good the good word
 * @param bad the bad word
 * @param correct whether the good word's logit is higher
 * @param probabilityGood p(good) at the target over the whole vocabulary
 * @param probabilityBad p(bad) at the target over the whole vocabulary
 */
public record ScoreRow(
        int index,
        String id,
        Paradigm paradigm,
        GrammaticalNumber label,
        String sentence,
        String good,
        String bad,
        boolean correct,
        double probabilityGood,
        double probabilityBad) {}
