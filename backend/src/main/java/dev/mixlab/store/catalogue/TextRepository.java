package dev.mixlab.store.catalogue;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Sha256;
import dev.mixlab.run.fitting.StoredText;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Stores the texts that heads are fitted on. */
public final class TextRepository implements Texts {

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;

    public TextRepository(Database database, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public StoredText save(byte[] content, int sentences) {
        String sha256 = Sha256.hex(content);
        StoredText saved = jdbi.inTransaction(handle -> {
            int again = handle.createUpdate("UPDATE stored_text SET created_at = :now WHERE sha256 = :sha256")
                    .bind("now", clock.instant())
                    .bind("sha256", sha256)
                    .execute();
            if (again == 0) {
                handle.createUpdate("INSERT INTO stored_text (sha256, bytes, sentences, created_at, content)"
                                + " VALUES (:sha256, :bytes, :sentences, :now, :content)")
                        .bind("sha256", sha256)
                        .bind("bytes", content.length)
                        .bind("sentences", sentences)
                        .bind("now", clock.instant())
                        .bind("content", content)
                        .execute();
            }
            return find(handle, sha256).orElseThrow();
        });
        database.flush();
        return saved;
    }

    private static Optional<StoredText> find(Handle handle, String sha256) {
        return handle.createQuery("SELECT sha256, bytes, sentences, created_at FROM stored_text WHERE sha256 = :sha256")
                .bind("sha256", sha256)
                .map(ConstructorMapper.of(StoredText.class))
                .findOne();
    }

    @Override
    public StoredText get(String sha256) {
        return jdbi.inTransaction(handle -> find(handle, sha256)).orElseThrow(() -> missing(sha256));
    }

    private static NotFoundException missing(String sha256) {
        return new NotFoundException("there is no stored text with the SHA-256 " + sha256);
    }

    @Override
    public byte[] read(String sha256) {
        byte[] content = jdbi.inTransaction(
                        handle -> handle.createQuery("SELECT content FROM stored_text WHERE sha256 = :sha256")
                                .bind("sha256", sha256)
                                .map((row, context) -> row.getBytes("content"))
                                .findOne())
                .orElseThrow(() -> missing(sha256));
        if (!Sha256.hex(content).equals(sha256)) {
            throw new DamagedDataException("the stored text " + sha256);
        }
        return content;
    }

    @Override
    public void sweep(Duration age) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM stored_text WHERE created_at < :before"
                        + " AND sha256 NOT IN (SELECT head_text FROM run WHERE head_text IS NOT NULL)")
                .bind("before", clock.instant().minus(age))
                .execute());
    }
}
