package dev.mixlab.store.account;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Sessions;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stores and reads sessions of browsers. */
public final class SessionRepository implements Sessions {

    /** A session ends after this time without a request. */
    public static final Duration LONGEST_PAUSE = Duration.ofDays(7);

    /** A session ends after this time in any case. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public SessionRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public void open(AccountId account, String sha256) {
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM account_session WHERE used_at <= :idle OR created_at <= :old")
                    .bind("idle", now.minus(LONGEST_PAUSE))
                    .bind("old", now.minus(LONGEST))
                    .execute();
            handle.createUpdate("INSERT INTO account_session (token_sha256, account_id, created_at, used_at)"
                            + " VALUES (:sha256, :account, :now, :now)")
                    .bind("sha256", sha256)
                    .bind("account", account)
                    .bind("now", now)
                    .execute();
        });
        database.flush();
    }

    @Override
    public Optional<Account> find(String sha256) {
        Instant now = clock.instant();
        Optional<Account> found =
                jdbi.withHandle(handle -> handle.createQuery("SELECT " + AccountRepository.COLUMNS + " FROM account a"
                                + " JOIN account_session s ON s.account_id = a.id WHERE s.token_sha256 = :sha256"
                                + " AND s.used_at > :idle AND s.created_at > :old AND NOT a.disabled")
                        .bind("sha256", sha256)
                        .bind("idle", now.minus(LONGEST_PAUSE))
                        .bind("old", now.minus(LONGEST))
                        .map(ConstructorMapper.of(Account.class))
                        .findOne());
        found.ifPresent(account -> UseNotes.note(
                jdbi,
                now,
                account,
                "UPDATE account_session SET used_at = :now WHERE token_sha256 = :key AND used_at < :before",
                sha256));
        return found;
    }

    @Override
    public void close(String sha256) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM account_session WHERE token_sha256 = :sha256")
                .bind("sha256", sha256)
                .execute());
        database.flush();
    }
}
