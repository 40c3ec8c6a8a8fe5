package dev.mixlab.store.account;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.AccountToken;
import dev.mixlab.run.account.AccountTokens;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.AccountTokenId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stores and reads personal tokens. */
public final class AccountTokenRepository implements AccountTokens {

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public AccountTokenRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public AccountToken create(AccountId account, AccountToken.New token, String sha256) {
        Instant expiry = token.expiresAt() == null ? null : Columns.stored(token.expiresAt());
        AccountToken created = new AccountToken(
                AccountTokenId.fresh(), token.name(), token.role(), Columns.stored(clock.instant()), expiry, null);
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO account_token (id, account_id, token_sha256, name,"
                        + " role, created_at, expires_at) VALUES (:id, :account, :sha256, :name, :role, :now, :expiry)")
                .bind("id", created.id())
                .bind("account", account)
                .bind("sha256", sha256)
                .bind("name", created.name())
                .bind("role", created.role())
                .bind("now", created.createdAt())
                .bind("expiry", created.expiresAt())
                .execute());
        database.flush();
        return created;
    }

    @Override
    public List<AccountToken> list(AccountId account) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM account_token WHERE account_id = :account ORDER BY created_at DESC, id DESC")
                .bind("account", account)
                .map(ConstructorMapper.of(AccountToken.class))
                .list());
    }

    @Override
    public void revoke(AccountId account, AccountTokenId id) {
        int revoked = jdbi.withHandle(
                handle -> handle.createUpdate("DELETE FROM account_token WHERE account_id = :account AND id = :id")
                        .bind("account", account)
                        .bind("id", id)
                        .execute());
        if (revoked == 0) {
            throw new NotFoundException("you have no token " + id);
        }
        database.flush();
    }

    @Override
    public Optional<AccountToken.Owned> find(String sha256) {
        Instant now = clock.instant();
        Optional<AccountToken.Owned> found = jdbi.inTransaction(handle -> {
            Optional<Account> account = handle.createQuery("SELECT " + AccountRepository.COLUMNS + " FROM account a"
                            + " JOIN account_token t ON t.account_id = a.id WHERE t.token_sha256 = :sha256"
                            + " AND (t.expires_at IS NULL OR t.expires_at > :now) AND NOT a.disabled")
                    .bind("sha256", sha256)
                    .bind("now", now)
                    .map(ConstructorMapper.of(Account.class))
                    .findOne();
            return account.flatMap(
                    owner -> handle.createQuery("SELECT * FROM account_token WHERE token_sha256 = :sha256")
                            .bind("sha256", sha256)
                            .map(ConstructorMapper.of(AccountToken.class))
                            .findOne()
                            .map(token -> new AccountToken.Owned(token, owner)));
        });
        found.ifPresent(owned -> UseNotes.note(
                jdbi,
                now,
                owned.account(),
                "UPDATE account_token SET used_at = :now WHERE token_sha256 = :key"
                        + " AND (used_at IS NULL OR used_at < :before)",
                sha256));
        return found;
    }
}
