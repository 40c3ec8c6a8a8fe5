package dev.mixlab.app.command.account;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.store.Database;
import dev.mixlab.store.account.AccountTables;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The accounts of a data folder that no server has open. */
final class StoredAccounts implements FolderAccounts {

    private final Database database;
    private final Accounts accounts;

    StoredAccounts(Database database) {
        this.database = database;
        this.accounts = AccountTables.of(database, Clock.systemUTC()).accounts();
    }

    @Override
    public List<Account> list() {
        return accounts.list();
    }

    @Override
    public Invitation create(String name, Role role) {
        return invite(accounts.create(new Account.New(name, name, role), null));
    }

    @Override
    public Invitation invite(Account account) {
        Secret secret = Secret.fresh("");
        Instant expiry = accounts.invite(account.id(), secret.sha256(), Accounts.VALIDITY_OF_INVITATIONS);
        return new Invitation("/invitation#" + secret.value(), expiry);
    }

    @Override
    public void enable(Account account) {
        accounts.change(account.id(), new Account.Change(null, null, false));
    }

    @Override
    public void close() {
        database.close();
    }
}
