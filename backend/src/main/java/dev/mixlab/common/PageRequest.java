package dev.mixlab.common;

/**
 * Which part of a long list is asked for.
 *
 * @param offset how many items to skip
 * @param limit how many to give at most, 1 to 1000
 */
public record PageRequest(int offset, int limit) {

    private static final int LARGEST = 1000;

    public PageRequest {
        if (offset < 0 || limit < 1 || limit > LARGEST) {
            throw new InvalidInputException(
                    "offset is at least 0 and limit 1 to %s, not %s and %s".formatted(LARGEST, offset, limit));
        }
    }
}
