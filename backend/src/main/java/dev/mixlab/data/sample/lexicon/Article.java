package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which of "a" and "an" runs before a word, by its sound. */
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

    /** Puts the right article wherever "a" stands among the words. */
    public static void mend(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("a")) {
                words.set(i, before(words.get(i + 1)));
            }
        }
    }
}
