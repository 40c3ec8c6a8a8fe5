package dev.mixlab.store.blob;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.Sha256;
import dev.mixlab.store.Database;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Stores binary contents under their SHA-256, in chunks of a few MiB. Equal contents are stored once.
 *
 * <p>Contents are stored first and referenced by a model afterwards. Both happen within {@link #storing}, and a sweep waits for all
 * that are storing, so that it never deletes what is about to be referenced. When the program starts, contents that a killed process
 * left behind are deleted.
 */
public final class BlobRepository {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UNUSED = "touched_at < :before"
            + " AND NOT EXISTS (SELECT 1 FROM checkpoint_tensor t WHERE t.sha256 = blob.sha256)"
            + " AND NOT EXISTS (SELECT 1 FROM checkpoint c WHERE c.tokenizer = blob.sha256)"
            + " AND NOT EXISTS (SELECT 1 FROM model_tensor t WHERE t.sha256 = blob.sha256)"
            + " AND NOT EXISTS (SELECT 1 FROM model m WHERE m.tokenizer = blob.sha256)";

    private static final Duration AGE_ON_A_SERVER = Duration.ofHours(1);

    private final @Nullable BlobCache cache;
    private final Jdbi jdbi;
    private final boolean shared;
    private final Clock clock;
    private final ReadWriteLock sweeping = new ReentrantReadWriteLock();

    public BlobRepository(Database database, Clock clock) {
        this(database, null, clock);
    }

    /**
     * Contents of a database.
     *
     * @param cache where copies of what is read are kept; null for none
     */
    public BlobRepository(Database database, @Nullable BlobCache cache, Clock clock) {
        this.cache = cache;
        this.jdbi = database.jdbi();
        this.shared = database.dialect().isShared();
        this.clock = clock;
    }

    /** Runs work that stores contents and references them at its end; no sweep comes between. */
    public <T> T storing(Supplier<T> work) {
        sweeping.readLock().lock();
        try {
            return work.get();
        } finally {
            sweeping.readLock().unlock();
        }
    }

    /** Stores the remaining bytes of a buffer, unless they are stored already, and returns their SHA-256. */
    public String put(ByteBuffer content) {
        String sha256 = Sha256.hex(content.duplicate());
        if (!touch(sha256)) {
            try {
                jdbi.useTransaction(handle -> insert(handle, sha256, content));
            } catch (UnableToExecuteStatementException failure) {
                if (!isDuplicate(failure) || !touch(sha256)) {
                    throw failure;
                }
            }
        }
        return sha256;
    }

    private boolean touch(String sha256) {
        return jdbi.withHandle(handle -> handle.createUpdate("UPDATE blob SET touched_at = :now WHERE sha256 = :sha256")
                        .bind("now", clock.instant())
                        .bind("sha256", sha256)
                        .execute())
                > 0;
    }

    private void insert(Handle handle, String sha256, ByteBuffer content) {
        handle.createUpdate("INSERT INTO blob (sha256, bytes, touched_at) VALUES (:sha256, :bytes, :now)")
                .bind("sha256", sha256)
                .bind("bytes", content.remaining())
                .bind("now", clock.instant())
                .execute();
        Chunks.cut(
                content,
                (ordinal, piece) -> handle.createUpdate(
                                "INSERT INTO blob_chunk (sha256, ordinal, content) VALUES (:sha256, :ordinal, :content)")
                        .bind("sha256", sha256)
                        .bind("ordinal", ordinal)
                        .bind("content", piece)
                        .execute());
    }

    private static boolean isDuplicate(UnableToExecuteStatementException failure) {
        return failure.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    /**
     * Returns the bytes of that SHA-256, in a buffer of their own.
     *
     * @param what names the bytes in the refusal
     * @throws DamagedDataException if what is stored there are not these bytes
     */
    public ByteBuffer get(String sha256, String what) {
        ByteBuffer cached = cache == null ? null : cache.find(sha256);
        return cached == null ? fetch(sha256, what) : cached;
    }

    private ByteBuffer fetch(String sha256, String what) {
        ByteBuffer content;
        try {
            content = jdbi.inTransaction(handle -> read(handle, sha256));
        } catch (IllegalStateException | ArithmeticException | BufferOverflowException incomplete) {
            throw new DamagedDataException(what, incomplete);
        }
        if (!Sha256.hex(content.duplicate()).equals(sha256)) {
            throw new DamagedDataException(what);
        }
        if (cache != null) {
            cache.keep(sha256, content);
        }
        return content;
    }

    private static ByteBuffer read(Handle handle, String sha256) {
        long size = handle.createQuery("SELECT bytes FROM blob WHERE sha256 = :sha256")
                .bind("sha256", sha256)
                .mapTo(Long.class)
                .one();
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(size));
        handle.createQuery("SELECT content FROM blob_chunk WHERE sha256 = :sha256 ORDER BY ordinal")
                .setFetchSize(2)
                .bind("sha256", sha256)
                .map((row, context) -> row.getBytes("content"))
                .forEach(content::put);
        return content.flip();
    }

    /** Deletes contents that no model references and that were not stored within the given time, and returns their number. */
    public int sweep(Duration untouchedFor) {
        sweeping.writeLock().lock();
        try {
            return jdbi.inTransaction(handle -> delete(handle, untouchedFor));
        } finally {
            sweeping.writeLock().unlock();
        }
    }

    private int delete(Handle handle, Duration untouchedFor) {
        List<String> unused = handle.createQuery("SELECT sha256 FROM blob WHERE " + UNUSED + " FOR UPDATE")
                .bind("before", clock.instant().minus(untouchedFor))
                .mapTo(String.class)
                .list();
        for (String sha256 : unused) {
            handle.createUpdate("DELETE FROM blob_chunk WHERE sha256 = :sha256")
                    .bind("sha256", sha256)
                    .execute();
            handle.createUpdate("DELETE FROM blob WHERE sha256 = :sha256")
                    .bind("sha256", sha256)
                    .execute();
        }
        return unused.size();
    }

    /** Returns the SHA-256 and the bytes of contents that no model references, in the order of the SHA-256. */
    public Map<String, Long> unused() {
        sweeping.writeLock().lock();
        try {
            return jdbi.withHandle(handle -> handle.createQuery("SELECT sha256, bytes FROM blob WHERE " + UNUSED)
                    .bind("before", clock.instant().plus(Duration.ofMillis(1)))
                    .reduceRows(new TreeMap<>(), (found, row) -> {
                        found.put(row.getColumn("sha256", String.class), row.getColumn("bytes", Long.class));
                        return found;
                    }));
        } finally {
            sweeping.writeLock().unlock();
        }
    }

    /**
     * Deletes all contents that no model references. On a server those are left that were stored within the last hour: another process
     * may be storing the model that they belong to.
     */
    public int sweep() {
        return sweep(shared ? AGE_ON_A_SERVER : Duration.ofMillis(-1));
    }
}
