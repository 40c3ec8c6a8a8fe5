package dev.mixlab.web.account;

import io.vertx.ext.auth.hashing.HashingStrategy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords: PBKDF2 with HMAC-SHA-512 and 16 bytes of salt. With the usual rounds it takes some 100 ms. */
final class Passwords {

    private static final String ALGORITHM = "pbkdf2";

    /** The rounds that are usual (OWASP, 2023). */
    static final int ROUNDS = 210_000;

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final HashingStrategy hashing = HashingStrategy.load();
    private final int rounds;

    Passwords(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Returns a hash of the form that {@link #hash} gives, of no known password. It is checked where there is no account, so that an unknown name
     * takes as long as a known one.
     */
    String nobodys() {
        return "$pbkdf2$it=%s$%s$%s".formatted(rounds, "A".repeat(22), "A".repeat(86));
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return hashing.hash(
                ALGORITHM,
                Map.of("it", Integer.toString(rounds)),
                Base64.getEncoder().withoutPadding().encodeToString(salt),
                password);
    }

    /**
     * Tells whether a password is that of a hash.
     *
     * @param hash null where there is none, for which the answer is no after the same time
     */
    boolean matches(@Nullable String hash, String password) {
        boolean equal = hashing.verify(hash == null ? nobodys() : hash, password);
        return equal && hash != null;
    }
}
