package dev.mixlab.store.run;

import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Checksum;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.ChunkInput;
import dev.mixlab.store.blob.Chunks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Stores training states in chunks. A state is complete once its row in training_state exists. */
public final class TrainingStateRepository implements TrainingStates {

    private final Jdbi jdbi;
    private final Runnable flush;

    public TrainingStateRepository(Database database) {
        this(database.jdbi(), database::flush);
    }

    private TrainingStateRepository(Jdbi jdbi, Runnable flush) {
        this.jdbi = jdbi;
        this.flush = flush;
    }

    /** Returns the states as a transaction sees and changes them. */
    public static TrainingStateRepository within(Connection transaction) {
        return new TrainingStateRepository(Database.within(transaction), () -> {});
    }

    @Override
    public void save(RunId run, int epoch, Content content) {
        jdbi.useTransaction(handle -> deleteEpochs(handle, run, "=", epoch));
        Chunks chunks = new Chunks((ordinal, piece) -> insert(run, epoch, ordinal, piece));
        CheckedOutputStream checked = new CheckedOutputStream(chunks, new CRC32C());
        try {
            content.writeTo(checked);
            checked.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the training state of run " + run + " was not written", failure);
        }
        jdbi.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO training_state (run_id, epoch, bytes, checksum)"
                            + " VALUES (:run, :epoch, :bytes, :checksum)")
                    .bind("run", run)
                    .bind("epoch", epoch)
                    .bind("bytes", chunks.bytes())
                    .bind("checksum", checked.getChecksum().getValue())
                    .execute();
            deleteEpochs(handle, run, "<", epoch);
        });
        flush.run();
    }

    private void insert(RunId run, int epoch, int ordinal, byte[] piece) {
        jdbi.useTransaction(handle -> handle.createUpdate("INSERT INTO training_state_chunk"
                        + " (run_id, epoch, ordinal, content) VALUES (:run, :epoch, :ordinal, :content)")
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("ordinal", ordinal)
                .bind("content", piece)
                .execute());
    }

    private static void deleteEpochs(Handle handle, RunId run, String comparison, int epoch) {
        for (String table : new String[] {"training_state", "training_state_chunk"}) {
            handle.createUpdate("DELETE FROM " + table + " WHERE run_id = :run AND epoch " + comparison + " :epoch")
                    .bind("run", run)
                    .bind("epoch", epoch)
                    .execute();
        }
    }

    @Override
    public Optional<Saved> latest(RunId run) {
        return jdbi.inTransaction(handle -> handle.createQuery(
                        "SELECT MAX(epoch) FROM training_state WHERE run_id = :run")
                .bind("run", run)
                .mapTo(Integer.class)
                .findOne()
                .map(epoch -> new Saved(epoch, read(handle, run, epoch), null)));
    }

    private InputStream read(Handle handle, RunId run, int epoch) {
        int count = handle.createQuery(
                        "SELECT count(*) FROM training_state_chunk WHERE run_id = :run AND epoch = :epoch")
                .bind("run", run)
                .bind("epoch", epoch)
                .mapTo(Integer.class)
                .one();
        requireStoredBytes(handle, run, epoch, count);
        return new ChunkInput(count, ordinal -> chunk(run, epoch, ordinal));
    }

    /** Reads all chunks once before any is used, so that nothing goes on from a damaged state. */
    private void requireStoredBytes(Handle handle, RunId run, int epoch, int count) {
        Long stored = handle.createQuery("SELECT checksum FROM training_state WHERE run_id = :run AND epoch = :epoch")
                .bind("run", run)
                .bind("epoch", epoch)
                .map((row, context) -> Checksum.stored(row))
                .one();
        CRC32C crc = new CRC32C();
        for (int ordinal = 0; stored != null && ordinal < count; ordinal++) {
            crc.update(chunk(run, epoch, ordinal));
        }
        Checksum.require(stored, crc.getValue(), "the state after epoch %s of run %s".formatted(epoch, run));
    }

    private byte[] chunk(RunId run, int epoch, int ordinal) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT content FROM training_state_chunk"
                        + " WHERE run_id = :run AND epoch = :epoch AND ordinal = :ordinal")
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("ordinal", ordinal)
                .map((row, context) -> row.getBytes("content"))
                .one());
    }

    @Override
    public void remove(RunId run) {
        jdbi.useTransaction(handle -> deleteEpochs(handle, run, ">=", 0));
    }
}
