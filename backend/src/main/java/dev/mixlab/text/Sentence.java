package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sentence as a list of words. Punctuation marks are words of their own.
 *
 * @param words the words, none empty
 * @param spaceBefore whether a blank precedes each word; false for the first
 */
public record Sentence(List<String> words, List<Boolean> spaceBefore) {

    public Sentence {
        if (words.isEmpty() || words.size() != spaceBefore.size()) {
            throw new InvalidInputException(
                    "a sentence of %s words with %s blanks".formatted(words.size(), spaceBefore.size()));
        }
        if (words.stream().anyMatch(String::isBlank) || spaceBefore.get(0)) {
            throw new InvalidInputException("a sentence with an empty word or a leading blank: " + words);
        }
        words = List.copyOf(words);
        spaceBefore = List.copyOf(spaceBefore);
    }

    /** Creates a sentence with a blank between words, but none before a final full stop. */
    public static Sentence of(List<String> words) {
        List<Boolean> blanks = new ArrayList<>(Collections.nCopies(words.size(), true));
        if (!words.isEmpty()) {
            blanks.set(0, false);
            int last = words.size() - 1;
            if (words.get(last).equals(".")) {
                blanks.set(last, false);
            }
        }
        return new Sentence(words, blanks);
    }

    /** Returns whether a text has a UTF-8 form, which tokenizers need: it has no unpaired surrogate. */
    public static boolean isEncodable(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** Returns the running text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(spaceBefore.get(i) ? " " : "").append(words.get(i));
        }
        return text.toString();
    }

    /** Returns the range of characters of a word in {@link #text()}. */
    public Span span(int word) {
        int start = 0;
        for (int i = 0; i <= word; i++) {
            start += spaceBefore.get(i) ? 1 : 0;
            if (i < word) {
                start += words.get(i).length();
            }
        }
        return new Span(start, start + words.get(word).length());
    }

    /** Returns the sentence with one word replaced. */
    public Sentence with(int index, String word) {
        List<String> changed = new ArrayList<>(words);
        changed.set(index, word);
        return new Sentence(changed, spaceBefore);
    }
}
