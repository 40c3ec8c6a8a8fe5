package dev.mixlab.store.account;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.account.Owners;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Stores and reads who owns what, in the column {@code owner} of each thing. */
public final class OwnerRepository implements Owners {

    private final Database database;
    private final Jdbi jdbi;

    public OwnerRepository(Database database) {
        this.database = database;
        this.jdbi = database.jdbi();
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case RUN -> "run";
            case SWEEP -> "sweep";
            case SHARE -> "share";
            case DATA_SET -> "data_set";
            case MODEL -> "model";
            case IMPORT -> "model_import";
        };
    }

    @Override
    public Optional<Owner> find(Kind kind, String id) {
        Optional<Owner> found = find("SELECT owner FROM " + table(kind) + " WHERE id = :id", id);
        return found.isEmpty() && kind == Kind.MODEL
                ? find(
                        "SELECT run.owner FROM run JOIN checkpoint ON checkpoint.run_id = run.id"
                                + " WHERE checkpoint.id = :id",
                        id)
                : found;
    }

    @Override
    public HandedOver handOver(@Nullable AccountId from, AccountId to) {
        HandedOver handedOver = jdbi.inTransaction(handle -> {
            boolean exists = handle.createQuery("SELECT id FROM account WHERE id = :id FOR UPDATE")
                    .bind("id", to)
                    .mapTo(String.class)
                    .findOne()
                    .isPresent();
            if (!exists) {
                throw new NotFoundException("there is no account '%s'".formatted(to));
            }
            give(handle, Kind.IMPORT, from, to);
            return new HandedOver(
                    give(handle, Kind.RUN, from, to),
                    give(handle, Kind.SWEEP, from, to),
                    give(handle, Kind.SHARE, from, to),
                    give(handle, Kind.DATA_SET, from, to),
                    give(handle, Kind.MODEL, from, to));
        });
        database.flush();
        return handedOver;
    }

    /** Gives all things of a kind to an account, but for the built-in data, which nobody owns; returns their number. */
    private static int give(Handle handle, Kind kind, @Nullable AccountId from, AccountId to) {
        Update update = handle.createUpdate("UPDATE %s SET owner = :to WHERE owner %s AND id <> :sample"
                        .formatted(table(kind), from == null ? "IS NULL" : "= :from"))
                .bind("to", to)
                .bind("sample", SampleData.ID);
        return (from == null ? update : update.bind("from", from)).execute();
    }

    private Optional<Owner> find(String query, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("id", id)
                .map((row, context) -> {
                    String owner = row.getString(1);
                    return new Owner(owner == null ? null : new AccountId(owner));
                })
                .findOne());
    }
}
