package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;

/**
 * A range of characters (UTF-16 units).
 *
 * @param start the first character
 * @param end the character after the last
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new InvalidInputException("span from %s to %s".formatted(start, end));
        }
    }

    /** Whether the two ranges share a character. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
