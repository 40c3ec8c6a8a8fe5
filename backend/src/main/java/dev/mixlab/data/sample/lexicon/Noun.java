package dev.mixlab.data.sample.lexicon;

import dev.mixlab.data.GrammaticalNumber;
import java.util.List;

/**
 * A noun in both numbers.
 *
 * @param modifiers words that always stand before it, as in "coffee shop"; usually none
 * @param singular singular form of the head
 * @param plural plural form of the head
 * @param rare whether running text contains it only now and then
 */
public record Noun(List<String> modifiers, String singular, String plural, NounClass kind, boolean rare) {

    /** Parses an entry such as "child/children", "dog", "coffee_shop" or "oasis/oases". */
    static Noun parse(String entry, NounClass kind, boolean rare) {
        List<String> forms = List.of(entry.split("/"));
        List<String> words = List.of(forms.get(0).split("_"));
        String head = words.get(words.size() - 1);
        String plural = forms.size() == 1 ? Inflection.plural(head) : last(forms.get(1));
        return new Noun(words.subList(0, words.size() - 1), head, plural, kind, rare);
    }

    public String form(GrammaticalNumber number) {
        return number == GrammaticalNumber.SINGULAR ? singular : plural;
    }

    /** Returns whether singular and plural differ, unlike those of "sheep". */
    public boolean tellsNumber() {
        return !singular.equals(plural);
    }

    /** Returns whether the plural is regular. */
    public boolean regular() {
        return plural.equals(Inflection.plural(singular));
    }

    private static String last(String words) {
        return words.substring(words.lastIndexOf('_') + 1);
    }
}
