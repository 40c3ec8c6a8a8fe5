package dev.mixlab.store.account;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.account.AuditEntry;
import dev.mixlab.run.account.AuditList;
import dev.mixlab.run.account.Caller;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads who did what. A number of the latest entries are kept, and a few more until the next sweep. */
public final class AuditRepository implements AuditList {

    /** Entries that are kept. */
    public static final int MOST = 100_000;

    /** Older entries are deleted each time so many have been added. */
    private static final int SWEEP = 100;

    private final Jdbi jdbi;
    private final Clock clock;
    private final int most;
    private final AtomicInteger added = new AtomicInteger();

    /** A list that keeps {@link #MOST} entries. */
    public AuditRepository(Database database, Clock clock) {
        this(database, clock, MOST);
    }

    AuditRepository(Database database, Clock clock, int most) {
        this.jdbi = database.jdbi();
        this.clock = clock;
        this.most = most;
    }

    @Override
    public void add(Caller caller, Deed deed) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO audit_entry (at, account_id, account_name, token_id, action, target,"
                            + " succeeded, address) VALUES (:now, :account, :name, :token, :action, :target,"
                            + " :succeeded, :address)")
                    .bind("now", clock.instant())
                    .bind("account", caller.owner())
                    .bind("name", caller.name())
                    .bind("token", caller.token())
                    .bind("action", deed.action())
                    .bind("target", cut(deed.target()))
                    .bind("succeeded", deed.succeeded())
                    .bind("address", deed.address())
                    .execute();
            if (added.getAndIncrement() % SWEEP == 0) {
                sweep(handle);
            }
        });
    }

    private static String cut(String target) {
        return target.length() <= 400 ? target : target.substring(0, 400);
    }

    private void sweep(Handle handle) {
        handle.createUpdate("DELETE FROM audit_entry WHERE id <= (SELECT max(id) FROM audit_entry) - :most")
                .bind("most", most)
                .execute();
    }

    @Override
    public Page<AuditEntry> list(@Nullable AccountId account, PageRequest page) {
        String entries = " FROM audit_entry" + (account == null ? "" : " WHERE account_id = :account");
        Map<String, Object> values = new HashMap<>();
        if (account != null) {
            values.put("account", account);
        }
        return jdbi.inTransaction(handle -> new Page<>(
                handle.createQuery("SELECT *" + entries + " ORDER BY id DESC LIMIT :limit OFFSET :offset")
                        .bindMap(values)
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(ConstructorMapper.of(AuditEntry.class))
                        .list(),
                handle.createQuery("SELECT count(*)" + entries)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one()));
    }
}
