package dev.mixlab.store.catalogue;

import dev.mixlab.run.account.Owners;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.StoredModel.Table;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stores and reads imported models, whose bytes are in {@link BlobRepository}, and the notes on all models. */
public final class ImportedModelRepository implements ImportedModels {

    private static final int LONGEST_STEM = 80;
    private static final int HASH_DIGITS = 8;

    private final Database database;
    private final Jdbi jdbi;
    private final BlobRepository blobs;
    private final Clock clock;

    public ImportedModelRepository(Database database, BlobRepository blobs, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.blobs = blobs;
        this.clock = clock;
    }

    @Override
    public ImportedModel save(New model, LongConsumer storedBytes) {
        try {
            ImportedModel saved = blobs.storing(() -> store(model, storedBytes));
            database.flush();
            return saved;
        } catch (RuntimeException failure) {
            blobs.sweep();
            throw failure;
        }
    }

    private ImportedModel store(New model, LongConsumer storedBytes) {
        SortedMap<String, StoredModel.Part> parts = new TreeMap<>();
        long bytes = 0;
        for (TensorInfo info : model.source().tensors()) {
            String sha256 = blobs.put(model.source().read(info.name()).data());
            parts.put(info.name(), new StoredModel.Part(info, sha256));
            bytes += info.byteCount();
            storedBytes.accept(bytes);
        }
        String tokenizer = blobs.put(ByteBuffer.wrap(model.source().tokenizer()));
        String sha256 = StoredModel.sha256(model.source().config(), tokenizer, parts);
        return jdbi.inTransaction(handle -> {
            Optional<ImportedModel> same = withContent(handle, sha256);
            return same.isPresent() ? same.get() : insert(handle, model, new Content(sha256, tokenizer, parts));
        });
    }

    /** What a model consists of, by hashes. */
    private record Content(String sha256, String tokenizer, SortedMap<String, StoredModel.Part> parts) {}

    private static Optional<ImportedModel> withContent(Handle handle, String sha256) {
        return handle.createQuery("SELECT * FROM model WHERE sha256 = :sha256 ORDER BY created_at, id")
                .bind("sha256", sha256)
                .map(ConstructorMapper.of(ImportedModel.class))
                .findFirst();
    }

    private ImportedModel insert(Handle handle, New model, Content content) {
        String id = "%s-%s".formatted(stem(model.name()), content.sha256().substring(0, HASH_DIGITS));
        handle.createUpdate("INSERT INTO model"
                        + " (id, name, masked_lm, licence, origin, remarks, bytes, sha256, config, tokenizer, created_at,"
                        + " owner)"
                        + " VALUES (:id, :name, :maskedLm, :licence, :origin, :remarks, :bytes, :sha256, :config,"
                        + " :tokenizer, :now, :owner)")
                .bind("id", id)
                .bind("name", model.name())
                .bind("maskedLm", model.maskedLm())
                .bind("licence", model.licence())
                .bind("origin", Columns.json(model.origin()))
                .bind("remarks", Columns.json(model.remarks()))
                .bind("bytes", StoredModel.bytes(content.parts()))
                .bind("sha256", content.sha256())
                .bind("config", Columns.json(model.source().config()))
                .bind("tokenizer", content.tokenizer())
                .bind("now", clock.instant())
                .bind("owner", owner(handle, model.maker()))
                .execute();
        Table.IMPORTED.insert(handle, id, content.parts());
        return find(handle, id).orElseThrow();
    }

    /** Returns the id of the maker's owner, who cannot change before the model is stored; null where nobody owns it. */
    private static @Nullable String owner(Handle handle, Maker maker) {
        String table = maker.kind() == Owners.Kind.RUN ? "run" : "model_import";
        return handle.createQuery("SELECT owner FROM %s WHERE id = :id FOR UPDATE".formatted(table))
                .bind("id", maker.id())
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** The readable part of an id: the name in lower case, its other characters replaced by hyphens. */
    private static String stem(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_STEM)).replaceAll("^[-.]+|[-.]+$", "");
        return cut.isEmpty() ? "model" : cut;
    }

    @Override
    public Optional<ImportedModel> find(String id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    private static Optional<ImportedModel> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM model WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(ImportedModel.class))
                .findOne();
    }

    @Override
    public List<ImportedModel> list() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM model ORDER BY created_at DESC, id DESC")
                .map(ConstructorMapper.of(ImportedModel.class))
                .list());
    }

    @Override
    public ModelSource open(String id) {
        return StoredModel.open(jdbi, blobs, Table.IMPORTED, id);
    }

    @Override
    public void rename(String id, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE model SET name = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute());
        database.flush();
    }

    @Override
    public void delete(String id) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("UPDATE run SET fitted_model = NULL WHERE fitted_model = :id")
                    .bind("id", id)
                    .execute();
            Table.IMPORTED.delete(handle, id);
        });
        blobs.sweep();
        database.flush();
    }

    @Override
    public Map<String, String> notes() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM model_note")
                .map((row, context) -> Map.entry(row.getString("model_id"), row.getString("note")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void note(String id, String note) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM model_note WHERE model_id = :id")
                    .bind("id", id)
                    .execute();
            if (!note.isEmpty()) {
                handle.createUpdate("INSERT INTO model_note (model_id, note) VALUES (:id, :note)")
                        .bind("id", id)
                        .bind("note", note)
                        .execute();
            }
        });
        database.flush();
    }
}
