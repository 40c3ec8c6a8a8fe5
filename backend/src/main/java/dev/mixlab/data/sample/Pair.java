package dev.mixlab.data.sample;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A minimal pair as the grammar generates it.
 *
 * @param words words of the good sentence, without initial capital and full stop
 * @param target index of the word that agrees
 * @param cue index of the word that it agrees with
 * @param bad the word that does not agree
 */
record Pair(GrammaticalNumber label, List<String> words, int target, int cue, String bad) {

    AgreementExample example(String id, Paradigm paradigm) {
        List<String> sentence = new ArrayList<>(words);
        String first = sentence.get(0);
        sentence.set(0, first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1));
        sentence.add(".");
        return new AgreementExample(id, paradigm, label, Sentence.of(sentence), target, List.of(cue), bad);
    }
}
