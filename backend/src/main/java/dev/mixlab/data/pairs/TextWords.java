package dev.mixlab.data.pairs;

import dev.mixlab.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits running text of any language into words, and changes nothing in it but the blanks. Blanks separate words; punctuation marks at
 * the ends of what lies between blanks are words of their own, and so is every Han character. A word never ends within a character as
 * readers see it: combining marks, joiners and what they join stay together.
 */
final class TextWords {

    private static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}]+");
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{P}.*", Pattern.DOTALL);

    private final List<String> words = new ArrayList<>();
    private final List<Boolean> blanks = new ArrayList<>();

    private TextWords() {}

    /** Returns the words of a text that is not blank. */
    static Sentence split(String text) {
        TextWords splitter = new TextWords();
        BLANKS.splitAsStream(text).filter(chunk -> !chunk.isEmpty()).forEach(splitter::chunk);
        return new Sentence(splitter.words, splitter.blanks);
    }

    static boolean isBlank(String text) {
        return BLANKS.matcher(text).replaceAll("").isEmpty();
    }

    private void chunk(String chunk) {
        List<String> characters = characters(chunk);
        int start = 0;
        int end = characters.size();
        while (start < end && isPunctuation(characters.get(start))) {
            start++;
        }
        while (end > start && isPunctuation(characters.get(end - 1))) {
            end--;
        }
        boolean blank = true;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < characters.size(); i++) {
            String character = characters.get(i);
            boolean alone = i < start || i >= end || isHan(character);
            if (alone && !word.isEmpty()) {
                blank = add(word.toString(), blank);
                word.setLength(0);
            }
            if (alone) {
                blank = add(character, blank);
            } else {
                word.append(character);
            }
        }
        if (!word.isEmpty()) {
            add(word.toString(), blank);
        }
    }

    private static List<String> characters(String chunk) {
        List<String> characters = new ArrayList<>();
        Matcher matcher = CHARACTER.matcher(chunk);
        while (matcher.find()) {
            characters.add(matcher.group());
        }
        return characters;
    }

    private static boolean isPunctuation(String character) {
        return PUNCTUATION.matcher(character).matches();
    }

    private static boolean isHan(String character) {
        int point = character.codePointAt(0);
        return Character.isIdeographic(point) && Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }

    /** Adds a word; what follows it within the chunk has no blank before it. */
    private boolean add(String word, boolean blankBefore) {
        blanks.add(blankBefore && !words.isEmpty());
        words.add(word);
        return false;
    }
}
