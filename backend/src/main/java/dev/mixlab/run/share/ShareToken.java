package dev.mixlab.run.share;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The secret token that gives access to a share: 256 random bits, known only to those who have its address. It is neither stored nor
 * logged.
 *
 * @param value 43 characters of base64url
 */
public record ShareToken(String value) {

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public ShareToken {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidInputException(
                    "a share's token has 43 characters of base64url, not these %s".formatted(value.length()));
        }
    }

    /** Creates a token that cannot be guessed. */
    public static ShareToken fresh() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new ShareToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Returns the SHA-256 by which the share is found, in hexadecimal. */
    public String sha256() {
        return Sha256.hex(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ShareToken[hidden]";
    }
}
