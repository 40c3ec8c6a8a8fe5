package dev.mixlab.common;

/**
 * A request for a page of a long list.
 *
 * @param offset number of items to skip
 * @param limit maximum number of items, 1 to 1000
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
