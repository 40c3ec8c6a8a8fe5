package dev.mixlab.store.catalogue;

import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ImportJournal;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.StoredImport;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores imports of models. */
public final class ImportJournalRepository implements ImportJournal {

    private static final String INSERTION =
            "INSERT INTO model_import (id, way, source, revision, state, origin, name, model_id, error,"
                    + " created_at, finished_at, owner) VALUES (:id, :way, :source, :revision, :state, :origin, :name, :modelId, :error,"
                    + " :createdAt, :finishedAt, :owner)";

    /** Leaves the owner as it is. */
    private static final String UPDATE =
            "UPDATE model_import SET way = :way, source = :source, revision = :revision, state = :state,"
                    + " origin = :origin, name = :name, model_id = :modelId, error = :error, created_at = :createdAt, finished_at = :finishedAt"
                    + " WHERE id = :id";

    private final Database database;
    private final Jdbi jdbi;

    public ImportJournalRepository(Database database) {
        this.database = database;
        this.jdbi = database.jdbi();
    }

    /** A row of the table of imports. */
    record Row(
            ImportId id,
            @Nested RequestedImport request,
            State state,
            ModelOrigin origin,
            String name,
            @Nullable String modelId,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        StoredImport entry() {
            Step step = state.isFinal() ? Step.ENDED : Step.WAITING;
            return new StoredImport(
                    request,
                    new ModelImport(
                            id, state, step, origin, name, 0, null, null, modelId, error, createdAt, finishedAt));
        }
    }

    @Override
    public void save(StoredImport entry) {
        jdbi.useTransaction(handle -> {
            int known = store(handle, UPDATE, entry);
            if (known == 0) {
                store(handle, INSERTION, entry);
            }
        });
        database.flush();
    }

    private static int store(Handle handle, String sql, StoredImport entry) {
        ModelImport state = entry.state();
        return handle.createUpdate(sql)
                .bindMethods(entry.request())
                .bind("id", state.id())
                .bind("state", state.state())
                .bind("origin", Columns.json(state.origin()))
                .bind("name", state.name())
                .bind("modelId", state.modelId())
                .bind("error", state.error())
                .bind("createdAt", state.createdAt())
                .bind("finishedAt", state.finishedAt())
                .execute();
    }

    private static void delete(Handle handle, ImportId id) {
        handle.createUpdate("DELETE FROM model_import WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    @Override
    public void delete(ImportId id) {
        jdbi.useHandle(handle -> delete(handle, id));
        database.flush();
    }

    @Override
    public List<StoredImport> list() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM model_import ORDER BY created_at DESC, id DESC")
                        .map(ConstructorMapper.of(Row.class))
                        .map(Row::entry)
                        .list());
    }
}
