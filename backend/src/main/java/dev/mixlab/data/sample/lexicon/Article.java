package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The choice between "a" and "an" by the sound of the next word. */
public final class Article {

    private static final Pattern SILENT_H = Pattern.compile("(honest|hour|heir|honor).*");
    private static final Pattern LIKE_YOU_OR_ONE = Pattern.compile("(uni|use|usual|euro|one|ufo).*");
    private static final Pattern UN_THEN_I = Pattern.compile("unim.*|unin.*");

    private Article() {}

    public static String before(String next) {
        String word = next.toLowerCase(Locale.ROOT);
        if (SILENT_H.matcher(word).matches() || UN_THEN_I.matcher(word).matches()) {
            return "an";
        }
        return "aeiou".indexOf(word.charAt(0)) >= 0
                        && !LIKE_YOU_OR_ONE.matcher(word).matches()
                ? "an"
                : "a";
    }

    /** Replaces each "a" among the words by "an" if the next word requires it. */
    public static void mend(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("a")) {
                words.set(i, before(words.get(i + 1)));
            }
        }
    }
}
