package dev.mixlab.app.command.account;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import java.time.Instant;
import java.util.List;

/** The accounts of a data folder, wherever they are changed. */
interface FolderAccounts extends AutoCloseable {

    /** Returns all accounts by name. */
    List<Account> list();

    /** Creates an account and makes a one-time address for it. */
    Invitation create(String name, Role role);

    /** Makes a new one-time address for an account, in place of an earlier one. */
    Invitation invite(Account account);

    /** Lets an account sign in again. */
    void enable(Account account);

    @Override
    void close();

    /**
     * A one-time address.
     *
     * @param address the address, or its end where no server runs
     * @param expiresAt the time from which it does not open any more
     */
    record Invitation(String address, Instant expiresAt) {}
}
