package dev.mixlab.common;

/** Text on one line, such as a name or a title. */
public final class PlainText {

    private PlainText() {}

    /**
     * Returns a text that has no control characters, line separators or halves of a character.
     *
     * @param what what the text is, for the message
     * @throws InvalidInputException if it has one, which the message names by its code point
     */
    public static String require(String what, String text) {
        text.codePoints().filter(PlainText::isRefused).findFirst().ifPresent(point -> {
            throw new InvalidInputException(
                    "%s must not have control characters, but has U+%s".formatted(what, hex(point)));
        });
        return text;
    }

    /** Returns the length of a text in code points, as the contract counts it. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isRefused(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    private static String hex(int point) {
        String digits = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
