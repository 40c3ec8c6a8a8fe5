package dev.mixlab.store.account;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Account.Identity;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads accounts. */
public final class AccountRepository implements Accounts {

    /** The columns of an account, of the table {@code a}. */
    static final String COLUMNS = "a.id, a.name, a.display_name, a.role, a.disabled,"
            + " a.password_hash IS NOT NULL AS has_password, a.issuer, a.created_at, a.seen_at";

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public AccountRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public boolean any() {
        return jdbi.withHandle(AccountRepository::any);
    }

    private static boolean any(Handle handle) {
        return handle.createQuery("SELECT 1 FROM account")
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    @Override
    public List<Account> list() {
        return jdbi.withHandle(handle -> select(handle, "ORDER BY a.name", Map.of()));
    }

    private static List<Account> select(Handle handle, String rest, Map<String, ?> values) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM account a " + rest)
                .bindMap(values)
                .map(ConstructorMapper.of(Account.class))
                .list();
    }

    private Optional<Account> find(String rest, Map<String, ?> values) {
        return jdbi.withHandle(handle -> select(handle, rest, values)).stream().findFirst();
    }

    @Override
    public Account get(AccountId id) {
        return jdbi.withHandle(handle -> get(handle, id));
    }

    private static Account get(Handle handle, AccountId id) {
        return select(handle, "WHERE a.id = :id", Map.of("id", id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no account " + id));
    }

    @Override
    public Optional<Account> find(String name) {
        return find("WHERE a.name = :name", Map.of("name", name));
    }

    @Override
    public Optional<Account> find(Identity identity) {
        return find(
                "WHERE a.issuer = :issuer AND a.subject = :subject",
                Map.of("issuer", identity.issuer(), "subject", identity.subject()));
    }

    @Override
    public Account create(Account.New account, @Nullable Identity identity) {
        Account created = jdbi.inTransaction(handle -> insert(handle, account, identity, null));
        database.flush();
        return created;
    }

    @Override
    public Account createFirst(Account.New account, String passwordHash) {
        Account created = jdbi.inTransaction(handle -> {
            if (any(handle)) {
                throw new ConflictException("there are accounts already");
            }
            return insert(handle, account, null, passwordHash);
        });
        database.flush();
        return created;
    }

    private Account insert(
            Handle handle, Account.New account, @Nullable Identity identity, @Nullable String passwordHash) {
        AccountId id = AccountId.fresh();
        if (!select(handle, "WHERE a.name = :name", Map.of("name", account.name()))
                .isEmpty()) {
            throw new ConflictException("there is an account '%s' already".formatted(account.name()));
        }
        handle.createUpdate("INSERT INTO account (id, name, display_name, role, disabled, password_hash, issuer,"
                        + " subject, created_at) VALUES (:id, :name, :displayName, :role, FALSE, :hash, :issuer,"
                        + " :subject, :now)")
                .bind("id", id)
                .bind("name", account.name())
                .bind("displayName", account.displayName())
                .bind("role", account.role())
                .bind("hash", passwordHash)
                .bind("issuer", identity == null ? null : identity.issuer())
                .bind("subject", identity == null ? null : identity.subject())
                .bind("now", clock.instant())
                .execute();
        return get(handle, id);
    }

    @Override
    public Account change(AccountId id, Account.Change change) {
        Account changed = jdbi.inTransaction(handle -> {
            Account account = get(handle, id);
            Role role = change.role() == null ? account.role() : change.role();
            boolean disabled = change.disabled() == null ? account.disabled() : change.disabled();
            if (role != Role.ADMIN || disabled) {
                requireAdministratorBeside(handle, account);
            }
            handle.createUpdate("UPDATE account SET display_name = :displayName, role = :role, disabled = :disabled"
                            + " WHERE id = :id")
                    .bind("displayName", change.displayName() == null ? account.displayName() : change.displayName())
                    .bind("role", role)
                    .bind("disabled", disabled)
                    .bind("id", id)
                    .execute();
            if (disabled) {
                deleteOf(handle, "account_session", id);
            }
            return get(handle, id);
        });
        database.flush();
        return changed;
    }

    /** Locks the rows of administrators, so that two of them cannot demote each other at the same time. */
    private static void requireAdministratorBeside(Handle handle, Account account) {
        List<AccountId> administrators = handle.createQuery("SELECT id FROM account WHERE role = 'ADMIN' AND NOT"
                        + " disabled AND (password_hash IS NOT NULL OR subject IS NOT NULL) ORDER BY id FOR UPDATE")
                .mapTo(AccountId.class)
                .list();
        if (administrators.equals(List.of(account.id()))) {
            throw new ConflictException(
                    "%s is the last administrator who can sign in; make another one first".formatted(account.name()));
        }
    }

    private static void deleteOf(Handle handle, String table, AccountId id) {
        handle.createUpdate("DELETE FROM " + table + " WHERE account_id = :id")
                .bind("id", id)
                .execute();
    }

    @Override
    public void delete(AccountId id) {
        jdbi.useTransaction(handle -> {
            requireAdministratorBeside(handle, get(handle, id));
            handle.createUpdate("DELETE FROM account WHERE id = :id")
                    .bind("id", id)
                    .execute();
        });
        database.flush();
    }

    @Override
    public @Nullable String passwordHash(AccountId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT password_hash FROM account WHERE id = :id AND password_hash IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    }

    @Override
    public void setPassword(AccountId id, String hash) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("UPDATE account SET password_hash = :hash WHERE id = :id")
                    .bind("hash", hash)
                    .bind("id", id)
                    .execute();
            deleteOf(handle, "account_session", id);
            deleteOf(handle, "account_invitation", id);
        });
        database.flush();
    }

    @Override
    public Instant invite(AccountId id, String sha256, Duration validity) {
        Instant expiry = Columns.stored(clock.instant().plus(validity));
        jdbi.useTransaction(handle -> {
            get(handle, id);
            deleteOf(handle, "account_invitation", id);
            handle.createUpdate("INSERT INTO account_invitation (account_id, token_sha256, expires_at)"
                            + " VALUES (:id, :sha256, :expiry)")
                    .bind("id", id)
                    .bind("sha256", sha256)
                    .bind("expiry", expiry)
                    .execute();
        });
        database.flush();
        return expiry;
    }

    @Override
    public Optional<Account> invited(String sha256) {
        return find(
                "JOIN account_invitation i ON i.account_id = a.id"
                        + " WHERE i.token_sha256 = :sha256 AND i.expires_at > :now AND NOT a.disabled",
                Map.of("sha256", sha256, "now", clock.instant()));
    }
}
