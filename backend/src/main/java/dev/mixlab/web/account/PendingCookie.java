package dev.mixlab.web.account;

import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.access.Visit;
import io.vertx.core.http.Cookie;
import java.util.Optional;

/** The cookie that a browser keeps between leaving for the issuer and coming back. It goes to this server alone, also when a link of another site leads here. */
final class PendingCookie {

    private static final String NAME = "mixlab_oidc";

    private PendingCookie() {}

    /** Returns the header that sets the cookie. */
    static String holding(PendingSignIn pending, Sender sender) {
        return SessionCookie.of(NAME, sender)
                .cookie(pending.text())
                .setMaxAge(PendingSignIn.LONGEST.toSeconds())
                .encode();
    }

    /** Returns what deletes the cookie. */
    static Cookie deleted(Sender sender) {
        return SessionCookie.of(NAME, sender).cookie("").setMaxAge(0);
    }

    /** Reads what a request has; empty if it has none. */
    static Optional<PendingSignIn> read(Sender sender) {
        Visit visit = sender.visit();
        return visit == null
                ? Optional.empty()
                : SessionCookie.read(NAME, visit).flatMap(PendingSignIn::parse);
    }
}
