package dev.mixlab.run.id;

import dev.mixlab.common.InvalidInputException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Creates short random ids that are easy to read aloud, without letters that look like digits. */
final class RandomIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;
    private static final Pattern SHAPE = Pattern.compile("[a-z]-[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    static String fresh(String prefix) {
        StringBuilder name = new StringBuilder(prefix).append('-');
        for (int i = 0; i < LENGTH; i++) {
            name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    static void check(String what, String prefix, String value) {
        if (!value.startsWith(prefix + "-") || !SHAPE.matcher(value).matches()) {
            throw new InvalidInputException(
                    "a %s is named %s-%s, not '%s'".formatted(what, prefix, "x".repeat(LENGTH), value));
        }
    }
}
