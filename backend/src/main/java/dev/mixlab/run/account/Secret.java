package dev.mixlab.run.account;

import dev.mixlab.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that cannot be guessed: 256 random bits. It is shown to its owner alone; what is stored is its hash.
 *
 * @param value a prefix that tells what it is for, and 43 characters of base64url
 */
public record Secret(String value) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Creates a secret. */
    public static Secret fresh(String prefix) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Returns the SHA-256 by which it is found, in hexadecimal. */
    public String sha256() {
        return Sha256.hex(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
