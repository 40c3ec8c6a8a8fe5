package dev.mixlab.web.account;

import dev.mixlab.web.account.SignInProblem.SignInException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID Connect issuer. What it says of itself is read when somebody first signs in, and read anew after a failure, so that the server
 * runs while the issuer does not.
 */
final class Issuer {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int LONGEST_SECONDS = 10;

    /** An issuer that could not be reached is left alone for this time. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final List<String> FURTHER = List.of("name", "preferred_username", "email", "email_verified");

    private final OidcSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private @Nullable Future<OAuth2Auth> known;
    private Instant restUntil = Instant.MIN;

    Issuer(OidcSettings settings, Vertx vertx, Clock clock) {
        this.settings = settings;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Returns the address at which a browser begins a sign-in; fails with {@link SignInProblem#ISSUER} if the issuer does not answer. */
    Future<String> address(PendingSignIn pending) {
        return provider()
                .map(provider -> provider.authorizeURL(new OAuth2AuthorizationURL()
                        .setRedirectUri(pending.redirect().toString())
                        .setScopes(List.of("openid", "profile", "email"))
                        .setState(pending.state())
                        .setCodeChallenge(pending.challenge())
                        .setCodeChallengeMethod("S256")
                        .putAdditionalParameter("nonce", pending.nonce())));
    }

    /** Returns the verified claims about who comes back with a code; fails with {@link SignInException} otherwise. */
    Future<JsonObject> claims(PendingSignIn pending, String code) {
        // the keys are fetched each time, so that a new key of the issuer is known and an old one is not
        return provider()
                .compose(provider -> timed(provider.jWKSet())
                        .compose(keys -> timed(provider.authenticate(new Oauth2Credentials()
                                .setFlow(OAuth2FlowType.AUTH_CODE)
                                .setCode(code)
                                .setCodeVerifier(pending.verifier())
                                .setRedirectUri(pending.redirect().toString()))))
                        .compose(user -> completed(provider, user, verified(user, pending))))
                .recover(failure -> Future.failedFuture(explained(failure)));
    }

    private JsonObject verified(User user, PendingSignIn pending) {
        IdToken.requireSignature(IdToken.text(user.principal(), "id_token"));
        // absent where the signature is wrong, which the provider does not tell otherwise
        JsonObject claims = user.attributes().getJsonObject("idToken");
        if (claims == null) {
            throw new SignInException(
                    SignInProblem.ANSWER, "the signature of the ID token, or its audience or issuer, is wrong");
        }
        new IdToken(settings.issuer().toString(), settings.clientId(), pending.nonce()).check(claims, clock.instant());
        return claims;
    }

    /** Adds what the issuer tells at its address for that alone, where the token names no e-mail address. */
    private static Future<JsonObject> completed(OAuth2Auth provider, User user, JsonObject claims) {
        if (IdToken.text(claims, "email") != null || IdToken.text(user.principal(), "access_token") == null) {
            return Future.succeededFuture(claims);
        }
        return timed(provider.userInfo(user))
                .map(told -> {
                    if (String.valueOf(claims.getValue("sub")).equals(told.getValue("sub"))) {
                        FURTHER.stream()
                                .filter(told::containsKey)
                                .filter(name -> !claims.containsKey(name))
                                .forEach(name -> claims.put(name, told.getValue(name)));
                    }
                    return claims;
                })
                .otherwise(claims);
    }

    private synchronized Future<OAuth2Auth> provider() {
        Future<OAuth2Auth> present = known;
        if (present != null && !present.failed()) {
            return present;
        }
        if (clock.instant().isBefore(restUntil)) {
            return Future.failedFuture(
                    new SignInException(SignInProblem.ISSUER, "the issuer did not answer a moment ago"));
        }
        Future<OAuth2Auth> asked = timed(OpenIDConnectAuth.discover(vertx, options()))
                .recover(failure -> {
                    rest();
                    return Future.failedFuture(
                            new SignInException(SignInProblem.ISSUER, String.valueOf(failure.getMessage())));
                });
        known = asked;
        return asked;
    }

    private OAuth2Options options() {
        OAuth2Options options = new OAuth2Options()
                .setSite(settings.issuer().toString())
                .setClientId(settings.clientId())
                .setValidateIssuer(true)
                .setHttpClientOptions(new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout(LONGEST_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS));
        return settings.secret() == null ? options : options.setClientSecret(settings.secret());
    }

    private static <T> Future<T> timed(Future<T> future) {
        return future.timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Tells an issuer that cannot be reached from one whose answer is of no use. */
    private SignInException explained(Throwable failure) {
        if (failure instanceof SignInException told) {
            return told;
        }
        forget();
        boolean outage = failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof HttpClosedException;
        return new SignInException(
                outage ? SignInProblem.ISSUER : SignInProblem.ANSWER, String.valueOf(failure.getMessage()));
    }

    private synchronized void rest() {
        restUntil = clock.instant().plus(REST);
    }

    /** Has what the issuer says of itself be read anew, because it may have changed. */
    private synchronized void forget() {
        close();
        known = null;
    }

    /** Ends connections to the issuer. */
    synchronized void close() {
        if (known != null && known.succeeded()) {
            known.result().close();
        }
    }
}
