package dev.mixlab.run.score;

import dev.mixlab.data.GrammaticalNumber;
import org.jspecify.annotations.Nullable;

/**
 * A scored example as an entry of a list.
 *
 * @param index index in the score run, from 0
 * @param id id of the agreement example
 * @param paradigm name of its paradigm
 * @param label class of the good word, such as its grammatical number; null if it has none
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
        String paradigm,
        @Nullable String label,
        String sentence,
        String good,
        String bad,
        boolean correct,
        double probabilityGood,
        double probabilityBad) {

    public ScoreRow {
        label = GrammaticalNumber.find(label).map(GrammaticalNumber::label).orElse(label);
    }
}
