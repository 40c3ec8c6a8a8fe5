package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.GrammaticalNumber;
import java.util.ArrayList;
import java.util.List;

/**
 * A finite verb group.
 *
 * @param before adverb before the finite form, or an empty list
 * @param singular finite form for a singular subject
 * @param plural finite form for a plural subject
 * @param rest words after the finite form: "not", an adverb, the main verb, its particle
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
