package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.sample.lexicon.NounClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A noun phrase.
 *
 * @param words words of the phrase, in lower case except for names
 * @param head index of the head, whose number the phrase has
 * @param kind class of the head
 * @param reflexive reflexive pronoun that refers to the phrase, or null if usage varies
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

    /** Returns the phrase followed by a modifier. */
    public NounPhrase with(List<String> modifier) {
        List<String> longer = new ArrayList<>(words);
        longer.addAll(modifier);
        return new NounPhrase(longer, head, number, kind, reflexive);
    }
}
