package dev.mixlab.store.catalogue;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PlainText;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Columns;
import dev.mixlab.store.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Stores and reads data sets as compressed JSON lines: the counts first, then one example per line. */
public final class DataSetRepository implements DataSets {

    /** How many uses a refusal names. */
    private static final int NAMED = 5;

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public DataSetRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public List<DataSet> list() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM data_set ORDER BY created_at, id")
                .map(ConstructorMapper.of(DataSet.class))
                .list());
    }

    @Override
    public DataSet get(String id) {
        return jdbi.withHandle(handle -> find(handle, id)).orElseThrow(() -> missing(id));
    }

    private static NotFoundException missing(String id) {
        return new NotFoundException("there is no data set '%s'".formatted(id));
    }

    private static Optional<DataSet> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM data_set WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(DataSet.class))
                .findOne();
    }

    @Override
    public DataSet register(AgreementData data, DataOrigin origin, @Nullable AccountId owner) {
        PlainText.require("the name of a data set", data.name());
        PlainText.require("the origin of a data set", origin.text());
        byte[] content = write(data);
        DataSet registered;
        try {
            registered = store(data, new Origin(origin, owner), content);
        } catch (UnableToExecuteStatementException raced) {
            // another request has stored it between the look and the insertion: now it is found
            registered = store(data, new Origin(origin, owner), content);
        }
        database.flush();
        return registered;
    }

    /** Where a data set comes from, and who brings it. */
    private record Origin(DataOrigin words, @Nullable AccountId owner) {}

    private DataSet store(AgreementData data, Origin origin, byte[] content) {
        return jdbi.inTransaction(handle -> {
            Optional<DataSet> stored = find(handle, data.id());
            if (stored.isEmpty()) {
                insert(handle, data, origin, content);
                return find(handle, data.id()).orElseThrow();
            }
            if (!stored.get().sha256().equals(data.sha256())) {
                throw new ConflictException("there is a data set '%s' already, with other content (SHA-256 %s, not %s)"
                        .formatted(data.id(), stored.get().sha256(), data.sha256()));
            }
            return stored.get();
        });
    }

    private void insert(Handle handle, AgreementData data, Origin origin, byte[] content) {
        Map<String, Integer> paradigms = new TreeMap<>();
        Map<String, Integer> labels = new TreeMap<>();
        int cued = 0;
        for (AgreementExample example : data.examples()) {
            paradigms.merge(example.paradigm(), 1, Integer::sum);
            if (example.label() != null) {
                labels.merge(example.label(), 1, Integer::sum);
            }
            cued += example.cues().isEmpty() ? 0 : 1;
        }
        handle.createUpdate("INSERT INTO data_set"
                        + " (id, name, train, test, paradigms, labels, cued, origin, parent, sha256, created_at, content,"
                        + " owner)"
                        + " VALUES (:id, :name, :train, :test, :paradigms, :labels, :cued, :origin, :parent, :sha256, :now,"
                        + " :content, :owner)")
                .bind("id", data.id())
                .bind("name", data.name())
                .bind("train", data.train().size())
                .bind("test", data.test().size())
                .bind("paradigms", Columns.json(paradigms))
                .bind("labels", Columns.json(labels))
                .bind("cued", cued)
                .bind("origin", origin.words().text())
                .bind("parent", origin.words().parent())
                .bind("sha256", data.sha256())
                .bind("now", clock.instant())
                .bind("content", content)
                .bind("owner", origin.owner())
                .execute();
    }

    @Override
    public List<Use> uses(String id) {
        return jdbi.withHandle(handle -> uses(handle, id));
    }

    private static List<Use> uses(Handle handle, String id) {
        return handle.createQuery("SELECT 'run' AS kind, id, name FROM run WHERE POSITION(:spec IN spec) > 0"
                        + " UNION ALL SELECT 'data' AS kind, id, name FROM data_set WHERE parent = :id"
                        + " ORDER BY kind DESC, name, id")
                .bind("spec", "\"dataId\":%s".formatted(Columns.json(id)))
                .bind("id", id)
                .map(ConstructorMapper.of(Use.class))
                .list();
    }

    @Override
    public void delete(String id) {
        jdbi.useTransaction(handle -> {
            DataSet set = find(handle, id).orElseThrow(() -> missing(id));
            List<Use> uses = uses(handle, set.id());
            if (!uses.isEmpty()) {
                throw new ConflictException(
                        "data set '%s' is in use and cannot be deleted: %s".formatted(id, named(uses)));
            }
            handle.createUpdate("DELETE FROM data_set WHERE id = :id")
                    .bind("id", id)
                    .execute();
        });
        database.flush();
    }

    private static String named(List<Use> uses) {
        String first = uses.stream()
                .limit(NAMED)
                .map(use -> use.kind().equals("run")
                        ? "run %s (%s)".formatted(use.id(), use.name())
                        : "data set '%s', a new version of it (%s)".formatted(use.id(), use.name()))
                .collect(Collectors.joining(", "));
        return uses.size() > NAMED ? "%s and %s more".formatted(first, uses.size() - NAMED) : first;
    }

    @Override
    public AgreementData open(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM data_set WHERE id = :id")
                        .bind("id", id)
                        .map(ConstructorMapper.of(Row.class))
                        .findOne())
                .map(row -> read(row.set(), row.content()))
                .orElseThrow(() -> missing(id));
    }

    private record Row(@Nested DataSet set, byte[] content) {}

    @Override
    public DataCounts counts(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT content FROM data_set WHERE id = :id")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne())
                .map(content -> counts(id, content))
                .orElseThrow(() -> missing(id));
    }

    private static DataCounts counts(String id, byte[] content) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(content));
                var parser = Columns.JSON.createParser(packed)) {
            return Columns.JSON.readValue(parser, DataCounts.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("the counts of data set " + id + " cannot be read", failure);
        }
    }

    private static byte[] write(AgreementData data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectWriter lines = Columns.JSON.writer().withRootValueSeparator("\n");
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes);
                SequenceWriter writer = lines.writeValues(packed)) {
            writer.write(data.counts());
            writer.writeAll(data.train());
            writer.writeAll(data.test());
        } catch (IOException failure) {
            throw new UncheckedIOException("data set " + data.id() + " cannot be written", failure);
        }
        return bytes.toByteArray();
    }

    private static AgreementData read(DataSet set, byte[] content) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(content));
                var parser = Columns.JSON.createParser(packed)) {
            DataCounts counts = Columns.JSON.readValue(parser, DataCounts.class);
            List<AgreementExample> examples = new ArrayList<>(set.train() + set.test());
            Columns.JSON.readValues(parser, AgreementExample.class).forEachRemaining(examples::add);
            return new AgreementData(
                    set.id(),
                    set.name(),
                    examples.subList(0, set.train()),
                    examples.subList(set.train(), examples.size()),
                    counts,
                    set.sha256());
        } catch (IOException | RuntimeException failure) {
            // the compressed lines carry a checksum of their own
            throw new DamagedDataException("data set '%s'".formatted(set.id()), failure);
        }
    }
}
