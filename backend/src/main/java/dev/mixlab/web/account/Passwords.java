package dev.mixlab.web.account;

import io.vertx.ext.auth.hashing.HashingStrategy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords: PBKDF2 with HMAC-SHA-512, 210,000 rounds (OWASP, 2023) and 16 bytes of salt. It takes some 100 ms. */
final class Passwords {

    private static final String ALGORITHM = "pbkdf2";
    private static final Map<String, String> ROUNDS = Map.of("it", "210000");
    private static final int SALT_BYTES = 16;

    /**
     * A hash of the form that {@link #hash} gives, of no known password. It is checked where there is no account, so that an unknown name takes
     * as long as a known one.
     */
    static final String NOBODYS = "$pbkdf2$it=210000$%s$%s".formatted("A".repeat(22), "A".repeat(86));

    private final SecureRandom random = new SecureRandom();
    private final HashingStrategy hashing = HashingStrategy.load();

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return hashing.hash(
                ALGORITHM, ROUNDS, Base64.getEncoder().withoutPadding().encodeToString(salt), password);
    }

    /**
     * Tells whether a password is that of a hash.
     *
     * @param hash null where there is none, for which the answer is no after the same time
     */
    boolean matches(@Nullable String hash, String password) {
        boolean equal = hashing.verify(hash == null ? NOBODYS : hash, password);
        return equal && hash != null;
    }
}
