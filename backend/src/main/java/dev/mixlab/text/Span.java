package dev.mixlab.text;

import dev.mixlab.common.InvalidInputException;

/**
 * A range of characters (UTF-16 units).
 *
 * @param start index of the first character
 * @param end index after the last character
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new InvalidInputException("span from %s to %s".formatted(start, end));
        }
    }

    /** Returns whether the two ranges share a character. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
