package dev.mixlab.store.account;

import dev.mixlab.run.account.Owners;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Stores and reads who owns what, in the column {@code owner} of each thing. */
public final class OwnerRepository implements Owners {

    private final Jdbi jdbi;

    public OwnerRepository(Database database) {
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

    private Optional<Owner> find(String query, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("id", id)
                .map((row, context) -> {
                    String owner = row.getString(1);
                    return new Owner(owner == null ? null : new AccountId(owner));
                })
                .findOne());
    }

    @Override
    public void assign(Kind kind, String id, AccountId owner) {
        jdbi.useTransaction(handle -> {
            assign(handle, table(kind), "id", id, owner);
            if (kind == Kind.SWEEP) {
                assign(handle, "run", "sweep_id", id, owner);
            }
            if (kind == Kind.IMPORT) {
                assignModel(handle, id, owner);
            }
        });
    }

    private static void assign(Handle handle, String table, String key, String id, AccountId owner) {
        handle.createUpdate("UPDATE <table> SET owner = :owner WHERE <key> = :id AND owner IS NULL")
                .define("table", table)
                .define("key", key)
                .bind("owner", owner)
                .bind("id", id)
                .execute();
    }

    /** A model that an import has brought meanwhile; one that was there before stays whose it was. */
    private static void assignModel(Handle handle, String id, AccountId owner) {
        handle.createUpdate("UPDATE model SET owner = :owner WHERE owner IS NULL"
                        + " AND EXISTS (SELECT 1 FROM model_import WHERE model_import.id = :id"
                        + " AND model_import.model_id = model.id AND model_import.created_at <= model.created_at)")
                .bind("owner", owner)
                .bind("id", id)
                .execute();
    }
}
