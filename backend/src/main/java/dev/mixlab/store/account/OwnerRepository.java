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
}
