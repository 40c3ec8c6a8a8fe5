package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sentences of a text that has one on each line. */
public final class TextLines {

    private static final byte NEW_LINE = '\n';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextLines() {}

    /**
     * Returns the lines of a text without blank ones and without the space around each.
     *
     * @param name what messages call the text
     * @throws InvalidInputException if the text is not UTF-8, with the first line that is not
     */
    public static List<String> of(byte[] utf8, String name) {
        String text;
        try {
            text = decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException broken) {
            throw new InvalidInputException("%s is not UTF-8: line %s".formatted(name, firstBroken(utf8)), broken);
        }
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return plain.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String decode(ByteBuffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    /** A byte of a new line is no part of another character, so that each line can be decoded by itself. */
    private static int firstBroken(byte[] utf8) {
        int line = 1;
        int start = 0;
        for (int end = 0; end < utf8.length; end++) {
            if (utf8[end] == NEW_LINE) {
                if (isBroken(utf8, start, end)) {
                    return line;
                }
                line++;
                start = end + 1;
            }
        }
        return line;
    }

    private static boolean isBroken(byte[] utf8, int start, int end) {
        try {
            decode(ByteBuffer.wrap(utf8, start, end - start));
            return false;
        } catch (CharacterCodingException broken) {
            return true;
        }
    }
}
