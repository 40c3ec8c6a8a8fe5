package dev.mixlab.store.account;

import dev.mixlab.run.account.Owners;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Database;
import java.util.Optional;
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
            case SWEEP -> throw new IllegalArgumentException("a sweep has no owner beside its runs");
            case SHARE -> "share";
            case DATA_SET -> "data_set";
            case MODEL -> "model";
            case IMPORT -> "model_import";
        };
    }

    @Override
    public Optional<Owner> find(Kind kind, String id) {
        if (kind == Kind.SWEEP) {
            return find(
                    "SELECT min(run.owner) FROM sweep LEFT JOIN run ON run.sweep_id = sweep.id"
                            + " WHERE sweep.id = :id GROUP BY sweep.id",
                    id);
        }
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
        String things = kind == Kind.SWEEP ? "run" : table(kind);
        String key = kind == Kind.SWEEP ? "sweep_id" : "id";
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE " + things + " SET owner = :owner WHERE " + key + " = :id AND owner IS NULL")
                .bind("owner", owner)
                .bind("id", id)
                .execute());
    }
}
