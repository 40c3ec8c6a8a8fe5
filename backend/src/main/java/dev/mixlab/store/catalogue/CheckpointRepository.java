package dev.mixlab.store.catalogue;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.StoredModel.Table;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stores and reads checkpoints. A checkpoint is a list of tensors whose bytes are in {@link BlobRepository}. */
public final class CheckpointRepository implements Checkpoints {

    private static final String SELECT = "SELECT checkpoint.*, run_id AS run FROM checkpoint";

    private final Database database;
    private final Jdbi jdbi;
    private final BlobRepository blobs;
    private final Clock clock;

    public CheckpointRepository(Database database, BlobRepository blobs, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.blobs = blobs;
        this.clock = clock;
    }

    @Override
    public Checkpoint save(New checkpoint) {
        Optional<Checkpoint> stored = of(checkpoint.run());
        if (stored.isPresent()) {
            return stored.get();
        }
        return blobs.storing(() -> store(checkpoint));
    }

    private Checkpoint store(New checkpoint) {
        TreeMap<String, StoredModel.Part> parts = new TreeMap<>();
        TensorSource tensors = checkpoint.tensors();
        for (TensorInfo info : tensors.tensors()) {
            String bytes = blobs.put(tensors.read(info.name()).data());
            parts.put(info.name(), new StoredModel.Part(info, bytes));
        }
        String tokenizer = blobs.put(ByteBuffer.wrap(checkpoint.tokenizer()));
        Checkpoint saved = jdbi.inTransaction(handle -> {
            CheckpointId id = CheckpointId.fresh();
            insert(handle, id, checkpoint, tokenizer, parts);
            return read(handle, id);
        });
        database.flush();
        return saved;
    }

    private Optional<Checkpoint> of(RunId run) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " WHERE run_id = :run")
                .bind("run", run)
                .map(ConstructorMapper.of(Checkpoint.class))
                .findOne());
    }

    private void insert(
            Handle handle,
            CheckpointId id,
            New checkpoint,
            String tokenizer,
            SortedMap<String, StoredModel.Part> parts) {
        handle.createUpdate("INSERT INTO checkpoint"
                        + " (id, run_id, name, model_id, accuracy, tensors, bytes, sha256, config, tokenizer, created_at)"
                        + " VALUES (:id, :run, :name, :model, :accuracy, :tensors, :bytes, :sha256, :config, :tokenizer,"
                        + " :now)")
                .bind("id", id)
                .bind("run", checkpoint.run())
                .bind("name", checkpoint.name())
                .bind("model", checkpoint.modelId())
                .bind("accuracy", checkpoint.accuracy())
                .bind("tensors", parts.size())
                .bind("bytes", StoredModel.bytes(parts))
                .bind("sha256", StoredModel.sha256(checkpoint.config(), tokenizer, parts))
                .bind("config", Columns.json(checkpoint.config()))
                .bind("tokenizer", tokenizer)
                .bind("now", clock.instant())
                .execute();
        Table.CHECKPOINTS.insert(handle, id.value(), parts);
    }

    @Override
    public Checkpoint get(CheckpointId id) {
        return jdbi.withHandle(handle -> read(handle, id));
    }

    private static Checkpoint read(Handle handle, CheckpointId id) {
        return handle.createQuery(SELECT + " WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Checkpoint.class))
                .findOne()
                .orElseThrow(() -> new NotFoundException("there is no checkpoint " + id));
    }

    @Override
    public List<Checkpoint> list() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY created_at DESC, id DESC")
                .map(ConstructorMapper.of(Checkpoint.class))
                .list());
    }

    @Override
    public ModelSource open(CheckpointId id) {
        return StoredModel.open(jdbi, blobs, Table.CHECKPOINTS, id.value());
    }

    @Override
    public void rename(CheckpointId id, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE checkpoint SET name = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute());
        database.flush();
    }

    @Override
    public void delete(CheckpointId id) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("UPDATE run SET checkpoint_id = NULL WHERE checkpoint_id = :id")
                    .bind("id", id)
                    .execute();
            Table.CHECKPOINTS.delete(handle, id.value());
        });
        blobs.sweep();
        database.flush();
    }
}
