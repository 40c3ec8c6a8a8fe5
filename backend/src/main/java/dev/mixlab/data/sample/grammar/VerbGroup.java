package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.GrammaticalNumber;
import java.util.ArrayList;
import java.util.List;

/**
 * A finite verb group.
 *
 * @param before an adverb before the finite word, or nothing
 * @param singular the finite word with a singular subject
 * @param plural the finite word with a plural subject
 * @param rest what follows the finite word: "not", an adverb, the main verb, its particle
 */
public record VerbGroup(Aspect aspect, List<String> before, String singular, String plural, List<String> rest) {

    String finite(GrammaticalNumber number) {
        return number == GrammaticalNumber.SINGULAR ? singular : plural;
    }

    public List<String> words(GrammaticalNumber number) {
        List<String> words = new ArrayList<>(before);
        words.add(finite(number));
        words.addAll(rest);
        return words;
    }
}
