package dev.mixlab.web.account;

import dev.mixlab.run.account.Secret;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cookie that holds the secret of a session, which no script can read. */
final class SessionCookie {

    private static final String NAME = "mixlab_session";
    private static final Duration LONGEST = Duration.ofDays(30);

    private SessionCookie() {}

    /**
     * Returns the header that sets the cookie.
     *
     * @param secure whether the browser sends it by https alone
     */
    static String of(Secret secret, boolean secure) {
        return cookie(secret.value(), secure).setMaxAge(LONGEST.toSeconds()).encode();
    }

    /** Returns the header that deletes the cookie. */
    static String none(boolean secure) {
        return cookie("", secure).setMaxAge(0).encode();
    }

    private static Cookie cookie(String value, boolean secure) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(secure);
    }

    /** Reads the secret from a header; null if it has none. */
    static @Nullable Secret read(@Nullable String header) {
        if (header == null) {
            return null;
        }
        return ServerCookieDecoder.LAX.decode(header).stream()
                .filter(cookie -> cookie.name().equals(NAME) && !cookie.value().isEmpty())
                .map(cookie -> new Secret(cookie.value()))
                .findFirst()
                .orElse(null);
    }
}
