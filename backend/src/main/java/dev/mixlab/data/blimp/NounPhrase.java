package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import java.util.List;

/**
 * A noun phrase without its prepositional modifiers.
 *
 * @param start index of its first word, which is the determiner if it has one
 * @param end index after its last word
 * @param heads index of its head noun (the last word of a compound noun or name); with "and", the indices of both heads and the "and"
 * @param singular whether the forms of head and determiner allow the singular
 * @param plural whether they allow the plural
 */
record NounPhrase(int start, int end, List<Integer> heads, boolean singular, boolean plural) {

    boolean allows(GrammaticalNumber number) {
        return number == GrammaticalNumber.SINGULAR ? singular : plural;
    }

    /** Returns whether the phrase can have this number only. */
    boolean decides(GrammaticalNumber number) {
        return allows(number) && singular != plural;
    }
}
