package dev.mixlab.text.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The printable letters by which byte-level byte-pair encoding writes bytes (Radford et al. 2019): printable Latin-1
 * bytes stand for themselves, the others for the letters from U+0100 on, so that a blank is U+0120.
 */
final class ByteLetters {

    private static final String[] LETTERS = new String[256];

    static {
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean itself = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
            LETTERS[value] = Character.toString(itself ? value : next++);
        }
    }

    private ByteLetters() {}

    /** Returns all letters: first the bytes that stand for themselves, then the others. */
    static List<String> all() {
        return List.of(LETTERS).stream().sorted().toList();
    }

    /** Returns the letters of a text's UTF-8 bytes. */
    static List<String> of(String text) {
        List<String> letters = new ArrayList<>();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            letters.add(LETTERS[value & 0xFF]);
        }
        return letters;
    }
}
