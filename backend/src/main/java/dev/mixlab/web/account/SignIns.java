package dev.mixlab.web.account;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountStores;
import dev.mixlab.run.account.AuditList.Deed;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Secret;
import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.problem.RefusedRequestException;
import java.util.Locale;
import java.util.Optional;

/** Signs people in: checks passwords, and opens sessions in place of those that requests had. */
final class SignIns {

    private static final int UNAUTHORIZED = 401;

    private final AccountStores stores;
    private final Passwords passwords;
    private final Attempts attempts;

    SignIns(AccountStores stores, Passwords passwords, Attempts attempts) {
        this.stores = stores;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /**
     * Checks name and password.
     *
     * @throws RefusedRequestException with 401 if there is no such account, it is disabled or has another password; with 429 after too
     *     many failures
     */
    Account check(String name, String password, Sender sender) {
        String key = name.toLowerCase(Locale.ROOT);
        attempts.begin(key, sender.address());
        Optional<Account> found = stores.accounts().find(key);
        String hash = found.map(account -> stores.accounts().passwordHash(account.id()))
                .orElse(null);
        boolean matches = passwords.matches(hash, password);
        if (!matches || found.isEmpty() || found.get().disabled()) {
            stores.audit().add(Caller.nobody(), new Deed("signIn", name, false, sender.address()));
            throw new RefusedRequestException(UNAUTHORIZED, "name or password is wrong");
        }
        attempts.succeeded(key, sender.address());
        return found.get();
    }

    /** Opens a session and returns its caller and its cookie; the session that the request had ends. */
    Opened open(Account account, Sender sender, String way) {
        return open(account, sender, way, false);
    }

    /** Opens a session likewise, whose cookie is sent by https alone where that is known to be the way to the server. */
    Opened open(Account account, Sender sender, String way, boolean https) {
        end(sender.caller());
        Secret secret = Secret.fresh("");
        stores.sessions().open(account.id(), secret.sha256());
        Caller caller = Caller.session(account, secret.sha256());
        stores.audit().add(caller, new Deed(way, account.name(), true, sender.address()));
        return new Opened(caller, SessionCookie.of(sender).secured(https).holding(secret));
    }

    /** Ends the session of a caller, if there is one. */
    void end(Caller caller) {
        String session = caller.session();
        if (session != null) {
            stores.sessions().close(session);
        }
    }

    /**
     * A session that was opened.
     *
     * @param caller who is signed in now
     * @param cookie the header that sets its cookie
     */
    record Opened(Caller caller, String cookie) {}
}
