package dev.mixlab.run.account;

import dev.mixlab.run.id.AccountId;
import java.util.Optional;

/** The port to sessions of browsers, of which the hash of the secret alone is stored. */
public interface Sessions {

    /** Stores a session. Sessions that have expired are deleted. */
    void open(AccountId account, String sha256);

    /** Returns the account of a session, unless the session has expired or the account is disabled, and notes its use. */
    Optional<Account> find(String sha256);

    /** Ends a session, if there is one. */
    void close(String sha256);
}
