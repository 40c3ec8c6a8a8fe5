package dev.mixlab.web.account;

import dev.mixlab.run.account.Secret;
import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.access.Visit;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that holds the secret of a session, which no script can read. Browsers keep cookies by host, whatever the port, and send those of a
 * path to all below it: so the port is part of the name, and the path is that of the server. Servers beside each other do not sign each
 * other's people out.
 *
 * @param name the name, by the port that the browser has in its address
 * @param path the path below which the server lies
 * @param secure whether the browser sends it by https alone
 */
record SessionCookie(String name, String path, boolean secure) {

    private static final String NAME = "mixlab_session";
    private static final Duration LONGEST = Duration.ofDays(30);

    /** The cookie of whoever makes a request, which is not the server itself. */
    static SessionCookie of(Sender sender) {
        return of(NAME, sender);
    }

    /** A cookie of another name, which lies where that of the session does. */
    static SessionCookie of(String name, Sender sender) {
        Visit visit = sender.visit();
        if (visit == null) {
            throw new IllegalStateException("a share signs nobody in");
        }
        return new SessionCookie(name(name, visit), visit.root(), sender.isSecure());
    }

    private static String name(String name, Visit visit) {
        int port = visit.client().port();
        return port < 0 ? name : name + "_" + port;
    }

    /** The same cookie, which the browser sends by https alone where that is the way to the server. */
    SessionCookie secured(boolean https) {
        return new SessionCookie(name, path, secure || https);
    }

    /** Returns the header that sets the cookie. */
    String holding(Secret secret) {
        return cookie(secret.value()).setMaxAge(LONGEST.toSeconds()).encode();
    }

    /** Returns the header that deletes the cookie. */
    String deleted() {
        return cookie("").setMaxAge(0).encode();
    }

    /** A cookie of a value, which ends with the browser unless it is given an age. */
    Cookie cookie(String value) {
        return Cookie.cookie(name, value)
                .setPath(path)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(secure);
    }

    /** Reads the secret of a request; null if it has none. */
    static @Nullable Secret read(Visit visit) {
        return read(NAME, visit).map(Secret::new).orElse(null);
    }

    /** Reads the value of a cookie of another name. */
    static Optional<String> read(String name, Visit visit) {
        String header = visit.header("Cookie");
        if (header == null) {
            return Optional.empty();
        }
        String full = name(name, visit);
        return ServerCookieDecoder.LAX.decode(header).stream()
                .filter(cookie -> cookie.name().equals(full) && !cookie.value().isEmpty())
                .map(io.netty.handler.codec.http.cookie.Cookie::value)
                .findFirst();
    }
}
