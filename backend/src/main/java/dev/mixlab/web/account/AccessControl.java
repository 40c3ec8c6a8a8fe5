package dev.mixlab.web.account;

import dev.mixlab.run.account.AccountStores;
import dev.mixlab.web.account.SessionOperations.Modes;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Gate;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may use a server: everybody on this machine, or those with an account. */
public final class AccessControl {

    private final Gate gate;
    private final Setup setup;
    private final List<Operations> operations;

    private AccessControl(
            AccountStores stores, Clock clock, @Nullable String folderKey, @Nullable OidcSettings issuer, int rounds) {
        boolean accounts = folderKey != null;
        this.setup = new Setup(stores.accounts());
        this.gate = folderKey == null ? Gate.open() : new AccountGate(stores, setup, folderKey);
        Passwords passwords = new Passwords(rounds);
        Attempts attempts = new Attempts(clock);
        SignIns signIns = new SignIns(stores, passwords, attempts);
        String host = issuer == null ? null : issuer.host();
        this.operations = List.of(
                new SessionOperations(stores, setup, signIns, passwords, new Modes(accounts, host)),
                IssuerOperations.of(stores, signIns, attempts, issuer, clock),
                new OwnAccountOperations(stores, signIns, passwords, clock),
                new AccountOperations(stores));
    }

    /** Everybody who reaches the server may do everything. */
    public static AccessControl open(AccountStores stores, Clock clock) {
        return new AccessControl(stores, clock, null, null, Passwords.ROUNDS);
    }

    /**
     * People need accounts, and an OpenID Connect issuer signs them in if they wish.
     *
     * @param folderKey what those show who can read the data folder; they may do what administrators may
     * @param issuer the issuer; null for none
     */
    public static AccessControl accounts(
            AccountStores stores, Clock clock, String folderKey, @Nullable OidcSettings issuer) {
        return accounts(stores, clock, folderKey, issuer, Passwords.ROUNDS);
    }

    /**
     * People need accounts, and their passwords are hashed in a number of rounds.
     *
     * @param rounds rounds of PBKDF2; the fewer, the sooner a password is guessed by whoever has stolen the database
     */
    public static AccessControl accounts(
            AccountStores stores, Clock clock, String folderKey, @Nullable OidcSettings issuer, int rounds) {
        return new AccessControl(stores, clock, folderKey, issuer, rounds);
    }

    public Gate gate() {
        return gate;
    }

    /** Returns the one-time address for creating the administrator, below that of the page; null where none is needed. */
    public @Nullable String setupPath() {
        return gate.isOpen() ? null : setup.path();
    }

    /** Creates the operations of the contract that are about people. */
    public List<Operations> operations() {
        return operations;
    }
}
