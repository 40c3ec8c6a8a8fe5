package dev.mixlab.web.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mixlab.common.Sha256;
import dev.mixlab.run.account.Secret;
import java.net.URI;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser keeps in a cookie between leaving for the issuer and coming back. State, nonce and verifier are hashes of the whole cookie,
 * which has 256 random bits: the server keeps nothing, and a cookie of which anything was changed belongs to no answer of the issuer.
 *
 * @param begun when the browser left, to the second
 * @param random the random bits
 * @param redirect the address of this server to which the issuer sends the browser back
 * @param to the address to open then, below that of the server
 */
record PendingSignIn(Instant begun, String random, URI redirect, String to) {

    /** A sign-in takes no longer. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Clocks that were set meanwhile may differ so much. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final int PARTS = 4;

    /** An address of this server, which no browser takes for one of another. */
    private static final Pattern BELOW = Pattern.compile("/(?:[!-.0-\\[\\]-~][!-\\[\\]-~]*)?");

    PendingSignIn {
        if (!BELOW.matcher(to).matches()) {
            throw new IllegalArgumentException("an address of this server begins with one slash, not " + to);
        }
    }

    static PendingSignIn fresh(Instant now, URI redirect, String to) {
        return new PendingSignIn(
                Instant.ofEpochSecond(now.getEpochSecond()), Secret.fresh("").value(), redirect, to);
    }

    /** Reads the value of a cookie; empty if it has another form. */
    static Optional<PendingSignIn> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PendingSignIn(
                    Instant.ofEpochSecond(Long.parseLong(parts[0])),
                    parts[1],
                    URI.create(decode(parts[2])),
                    decode(parts[3])));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** Returns the value of the cookie. */
    String text() {
        return String.join(
                ".", String.valueOf(begun.getEpochSecond()), random, encode(redirect.toString()), encode(to));
    }

    boolean isOver(Instant now) {
        return now.isAfter(begun.plus(LONGEST)) || now.isBefore(begun.minus(LEEWAY));
    }

    /** Tells whether a state is that of this sign-in. */
    boolean hasState(String other) {
        return MessageDigest.isEqual(state().getBytes(US_ASCII), other.getBytes(UTF_8));
    }

    /** What the issuer repeats in the address to which it sends the browser back. */
    String state() {
        return derived("state");
    }

    /** What the issuer repeats in the ID token. */
    String nonce() {
        return derived("nonce");
    }

    /** What proves to the issuer that who asks for the token is who has begun (PKCE). */
    String verifier() {
        return derived("verifier");
    }

    /** The hash of the verifier, which the issuer sees first. */
    String challenge() {
        return base64(Sha256.digest().digest(verifier().getBytes(US_ASCII)));
    }

    private String derived(String purpose) {
        return Sha256.hex((purpose + " " + text()).getBytes(UTF_8));
    }

    private static String encode(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), UTF_8);
    }
}
