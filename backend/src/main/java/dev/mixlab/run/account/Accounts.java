package dev.mixlab.run.account;

import dev.mixlab.run.account.Account.Identity;
import dev.mixlab.run.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port to stored accounts. One administrator who can sign in remains always. */
public interface Accounts {

    /** How long a one-time address opens. */
    Duration VALIDITY_OF_INVITATIONS = Duration.ofDays(7);

    /** Tells whether there is any account. */
    boolean any();

    /** Returns all accounts by name. */
    List<Account> list();

    /**
     * Returns an account.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such account
     */
    Account get(AccountId id);

    /** Returns the account of a name, in lower case. */
    Optional<Account> find(String name);

    /** Returns the account that an issuer signs in. */
    Optional<Account> find(Identity identity);

    /**
     * Stores an account without a password.
     *
     * @param identity who it is to an issuer; null where it gets a password
     * @throws dev.mixlab.common.ConflictException if the name is taken
     */
    Account create(Account.New account, @Nullable Identity identity);

    /**
     * Stores the first account.
     *
     * @throws dev.mixlab.common.ConflictException if there is an account already
     */
    Account createFirst(Account.New account, String passwordHash);

    /**
     * Changes an account. Sessions of one that is disabled end.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such account
     * @throws dev.mixlab.common.ConflictException if no administrator who can sign in would remain
     */
    Account change(AccountId id, Account.Change change);

    /**
     * Deletes an account with its sessions, tokens and invitation. What it owns stays.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such account
     * @throws dev.mixlab.common.ConflictException if no administrator who can sign in would remain
     */
    void delete(AccountId id);

    /** Returns the hash of an account's password; null if it has none. */
    @Nullable String passwordHash(AccountId id);

    /** Stores the hash of a new password. Sessions and the invitation of the account end; its tokens stay. */
    void setPassword(AccountId id, String hash);

    /** Stores the hash of the secret of a one-time address in place of an earlier one, and returns when it expires. */
    Instant invite(AccountId id, String sha256, Duration validity);

    /** Returns the account whose invitation has a hash, unless it has expired or the account is disabled. */
    Optional<Account> invited(String sha256);
}
