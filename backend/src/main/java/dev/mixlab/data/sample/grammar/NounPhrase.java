package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.lexicon.NounClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A noun phrase.
 *
 * @param words its words, lower case but for names
 * @param head index of the word whose number it has
 * @param kind class of the head
 * @param reflexive the pronoun that takes it up again, or null where usage is unsettled
 */
public record NounPhrase(
        List<String> words,
        int head,
        GrammaticalNumber number,
        NounClass kind,
        @Nullable String reflexive) {

    public NounPhrase {
        words = List.copyOf(words);
    }

    /** Returns the phrase with more words after it. */
    public NounPhrase with(List<String> modifier) {
        List<String> longer = new ArrayList<>(words);
        longer.addAll(modifier);
        return new NounPhrase(longer, head, number, kind, reflexive);
    }
}
