package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import java.util.List;

/**
 * A noun phrase without what is joined to it by a preposition.
 *
 * @param start its first word: the determiner where there is one
 * @param end the word after its last
 * @param heads its head noun (the last word of a compound noun or name); with "and", the heads of both parts and the "and"
 * @param singular whether it can be singular, by the forms of head and determiner
 * @param plural whether it can be plural
 */
record NounPhrase(int start, int end, List<Integer> heads, boolean singular, boolean plural) {

    boolean allows(GrammaticalNumber number) {
        return number == GrammaticalNumber.SINGULAR ? singular : plural;
    }

    /** Whether it has that number and no other. */
    boolean decides(GrammaticalNumber number) {
        return allows(number) && singular != plural;
    }
}
