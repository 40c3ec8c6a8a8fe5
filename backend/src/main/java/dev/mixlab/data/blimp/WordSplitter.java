package dev.mixlab.data.blimp;

import dev.mixlab.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits running text into words. Punctuation and a possessive 's become words of their own. Contractions are expanded (hasn't: has
 * not; can't: cannot; won't: will not), so that two sentences that differ in an auxiliary differ in one word.
 */
final class WordSplitter {

    private static final Pattern CHUNK = Pattern.compile("^([\"'(\\[]*)(.*?)([.,;:!?\"')\\]]*)$");
    private static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}\\x1C-\\x1F]+");
    private static final Map<String, String> IRREGULAR =
            Map.of("can't", "cannot", "won't", "will not", "shan't", "shall not");
    private static final Map<String, String> ENDINGS =
            Map.of("n't", "not", "'m", "am", "'re", "are", "'ve", "have", "'ll", "will");

    private final List<String> words = new ArrayList<>();
    private final List<Boolean> blanks = new ArrayList<>();

    private WordSplitter() {}

    static boolean isBlank(String text) {
        return BLANKS.matcher(text).replaceAll("").isEmpty();
    }

    /** The words of a text that is not blank. */
    static Sentence split(String text) {
        WordSplitter splitter = new WordSplitter();
        BLANKS.splitAsStream(text.replace('\u2019', '\''))
                .filter(chunk -> !chunk.isEmpty())
                .forEach(splitter::chunk);
        return new Sentence(splitter.words, splitter.blanks);
    }

    private void chunk(String chunk) {
        Matcher parts = CHUNK.matcher(chunk);
        if (!parts.matches()) {
            add(chunk, true);
            return;
        }
        boolean blank = true;
        for (int part = 1; part <= 3; part++) {
            if (part == 2) {
                blank = word(parts.group(2), blank);
            } else {
                for (char mark : parts.group(part).toCharArray()) {
                    add(String.valueOf(mark), blank);
                    blank = false;
                }
            }
        }
    }

    private boolean word(String word, boolean blank) {
        if (word.isEmpty()) {
            return blank;
        }
        String low = word.toLowerCase(Locale.ROOT);
        String whole = IRREGULAR.get(low);
        if (whole != null) {
            String[] both = whole.split(" ", -1);
            add(word.charAt(0) + both[0].substring(1), blank);
            addRest(both);
            return false;
        }
        for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
            if (low.endsWith(ending.getKey()) && low.length() > ending.getKey().length()) {
                add(word.substring(0, word.length() - ending.getKey().length()), blank);
                add(ending.getValue(), true);
                return false;
            }
        }
        boolean possessive = low.endsWith("'s") && low.length() > 2;
        add(possessive ? word.substring(0, word.length() - 2) : word, blank);
        if (possessive) {
            add("'s", false);
        }
        return false;
    }

    private void addRest(String[] words) {
        for (int i = 1; i < words.length; i++) {
            add(words[i], true);
        }
    }

    private void add(String word, boolean blankBefore) {
        blanks.add(blankBefore && !words.isEmpty());
        words.add(word);
    }
}
