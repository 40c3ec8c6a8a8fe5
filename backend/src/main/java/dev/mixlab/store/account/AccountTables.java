package dev.mixlab.store.account;

import dev.mixlab.run.account.AccountStores;
import dev.mixlab.store.Database;
import java.time.Clock;

/** What is stored of people in one database. */
public final class AccountTables {

    private AccountTables() {}

    public static AccountStores of(Database database, Clock clock) {
        return new AccountStores(
                new AccountRepository(database, clock),
                new SessionRepository(database, clock),
                new AccountTokenRepository(database, clock),
                new OwnerRepository(database),
                new AuditRepository(database, clock));
    }
}
