package dev.mixlab.store.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.store.Columns;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.weights.ModelHash;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A stored model, imported or a checkpoint; each tensor is read from the database when it is requested. */
final class StoredModel implements ModelSource {

    private final BlobRepository blobs;
    private final Table table;
    private final String id;
    private final Row row;
    private final SortedMap<String, Part> parts;

    /**
     * A tensor of a checkpoint.
     *
     * @param info its name, type and shape
     * @param sha256 SHA-256 of its bytes
     */
    record Part(TensorInfo info, String sha256) {}

    /**
     * The tables that hold models of one kind.
     *
     * @param models table of the models, whose name messages use
     * @param tensors table of their tensors
     * @param key column of the id of the model in the table of tensors
     */
    record Table(String models, String tensors, String key) {

        static final Table CHECKPOINTS = new Table("checkpoint", "checkpoint_tensor", "checkpoint_id");
        static final Table IMPORTED = new Table("model", "model_tensor", "model_id");

        void insert(Handle handle, String id, SortedMap<String, Part> parts) {
            PreparedBatch batch = handle.prepareBatch("INSERT INTO " + tensors + " (" + key
                    + ", name, type, shape, sha256) VALUES (:id, :name, :type, :shape, :sha256)");
            parts.forEach((name, part) -> batch.bind("id", id)
                    .bind("name", name)
                    .bind("type", part.info().type().name())
                    .bind("shape", Columns.json(part.info().shape()))
                    .bind("sha256", part.sha256())
                    .add());
            batch.execute();
        }

        void delete(Handle handle, String id) {
            handle.createUpdate("DELETE FROM " + tensors + " WHERE " + key + " = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("DELETE FROM " + models + " WHERE id = :id")
                    .bind("id", id)
                    .execute();
        }
    }

    private record Row(String config, String tokenizer, String sha256) {}

    private StoredModel(BlobRepository blobs, Table table, String id, Row row, SortedMap<String, Part> parts) {
        this.blobs = blobs;
        this.table = table;
        this.id = id;
        this.row = row;
        this.parts = parts;
    }

    static StoredModel open(Jdbi jdbi, BlobRepository blobs, Table table, String id) {
        return jdbi.inTransaction(handle -> {
            Row row = handle.createQuery("SELECT config, tokenizer, sha256 FROM " + table.models() + " WHERE id = :id")
                    .bind("id", id)
                    .map(ConstructorMapper.of(Row.class))
                    .findOne()
                    .orElseThrow(() -> new NotFoundException("there is no %s %s".formatted(table.models(), id)));
            StoredModel model = new StoredModel(blobs, table, id, row, parts(handle, table, id));
            model.requireStoredIdentity();
            return model;
        });
    }

    /** Configuration, names and shapes are part of the model's hash; the bytes of each tensor are compared when they are read. */
    private void requireStoredIdentity() {
        if (!sha256(config(), row.tokenizer(), parts).equals(row.sha256())) {
            throw new DamagedDataException("the configuration of " + origin());
        }
    }

    static long bytes(SortedMap<String, Part> parts) {
        return parts.values().stream()
                .mapToLong(part -> part.info().byteCount())
                .sum();
    }

    /** Returns the hash of the model that has these parts. */
    static String sha256(JsonNode config, String tokenizer, SortedMap<String, Part> parts) {
        TreeMap<String, String> lines = new TreeMap<>();
        parts.forEach((name, part) -> lines.put(name, ModelHash.line(part.info(), part.sha256())));
        return ModelHash.of(config, tokenizer, lines);
    }

    private static SortedMap<String, Part> parts(Handle handle, Table table, String id) {
        SortedMap<String, Part> parts = new TreeMap<>();
        handle.createQuery("SELECT * FROM " + table.tensors() + " WHERE " + table.key() + " = :id")
                .bind("id", id)
                .map((row, context) -> new Part(info(row), row.getString("sha256")))
                .forEach(part -> parts.put(part.info().name(), part));
        return parts;
    }

    private static TensorInfo info(ResultSet row) throws SQLException {
        Long[] shape = Columns.read(row.getString("shape"), Long[].class);
        return new TensorInfo(row.getString("name"), DataType.valueOf(row.getString("type")), Arrays.asList(shape));
    }

    @Override
    public String origin() {
        return table.models() + " " + id;
    }

    @Override
    public JsonNode config() {
        return Columns.read(row.config(), JsonNode.class);
    }

    @Override
    public boolean hasTokenizer() {
        return true;
    }

    @Override
    public byte[] tokenizer() {
        return blobs.get(row.tokenizer(), "the tokenizer of " + origin()).array();
    }

    @Override
    public List<TensorInfo> tensors() {
        return parts.values().stream().map(Part::info).toList();
    }

    @Override
    public Tensor read(String name) {
        Part part = Optional.ofNullable(parts.get(name))
                .orElseThrow(() -> new WeightFileException("%s: there is no tensor %s".formatted(origin(), name)));
        return new Tensor(part.info(), blobs.get(part.sha256(), "tensor %s of %s".formatted(name, origin())));
    }

    @Override
    public String sha256() {
        return row.sha256();
    }
}
