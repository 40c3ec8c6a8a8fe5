package dev.mixlab.web.account;

import dev.mixlab.web.account.SignInProblem.SignInException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks an ID token whose signature has been verified, as section 3.1.3.7 of OpenID Connect Core 1.0 says.
 *
 * @param issuer address of the issuer, without a slash at its end
 * @param clientId the id by which the issuer knows this server
 * @param nonce what the token must repeat
 */
record IdToken(String issuer, String clientId, String nonce) {

    /** The clocks of two machines may differ so much. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final int LONGEST_SUBJECT = 500;

    /** Signatures that need the issuer's private key. */
    private static final Set<String> SIGNATURES =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /**
     * Checks how a token says that it is signed.
     *
     * @throws SignInException if it is no token, or is not signed with a private key
     */
    static void requireSignature(@Nullable String token) {
        String algorithm = token == null ? null : header(token).getString("alg");
        if (algorithm == null || !SIGNATURES.contains(algorithm)) {
            throw refused("the ID token is signed by '%s'".formatted(algorithm));
        }
    }

    private static JsonObject header(String token) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]);
            return new JsonObject(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException malformed) {
            return new JsonObject();
        }
    }

    /**
     * Checks the claims of a token.
     *
     * @throws SignInException if one is not as it must be
     */
    void check(JsonObject claims, Instant now) {
        String from = text(claims, "iss");
        require(issuer.equals(from) || (issuer + "/").equals(from), "the ID token is of the issuer '%s'", from);
        requireAudience(claims);
        require(nonce.equals(text(claims, "nonce")), "the ID token answers another request", "");
        Instant expiry = time(claims, "exp");
        require(expiry != null && now.isBefore(expiry.plus(LEEWAY)), "the ID token has expired at %s", expiry);
        Instant issued = time(claims, "iat");
        require(issued != null && !issued.isAfter(now.plus(LEEWAY)), "the ID token was issued at %s", issued);
        Instant earliest = time(claims, "nbf");
        require(earliest == null || !earliest.isAfter(now.plus(LEEWAY)), "the ID token is valid from %s", earliest);
        String subject = text(claims, "sub");
        require(
                subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT,
                "the ID token names the subject '%s'",
                subject);
    }

    private void requireAudience(JsonObject claims) {
        Object audience = claims.getValue("aud");
        JsonArray all = audience instanceof JsonArray several ? several : new JsonArray().add(audience);
        require(all.contains(clientId), "the ID token is for %s", all);
        String party = text(claims, "azp");
        require(all.size() == 1 || party != null, "the ID token is for %s, and does not say who asked for it", all);
        require(party == null || party.equals(clientId), "the ID token was asked for by '%s'", party);
    }

    static @Nullable String text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? text : null;
    }

    private static @Nullable Instant time(JsonObject claims, String name) {
        return claims.getValue(name) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }

    private static void require(boolean holds, String otherwise, @Nullable Object value) {
        if (!holds) {
            throw refused(otherwise.formatted(value));
        }
    }

    private static SignInException refused(String detail) {
        return new SignInException(SignInProblem.ANSWER, detail);
    }
}
