package dev.mixlab.store.run;

import dev.mixlab.common.StorageException;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;

/** Copies the states from which unfinished runs go on: files in a data folder become rows on a server. */
public final class StateCopy {

    private final TrainingStateFiles files;
    private int copied;

    /**
     * A copy of the states of a data folder.
     *
     * @param folder the data folder
     * @param from its database
     */
    public StateCopy(Path folder, Database from) {
        this.files = new TrainingStateFiles(
                folder.resolve("training-states"), new TrainingStateRepository(from), from::flush);
    }

    /**
     * Copies the latest state of every run in a transaction of the other database, and reads it back.
     *
     * @throws StorageException if what was written is not what was read
     */
    public void copy(Connection transaction) {
        TrainingStateRepository rows = TrainingStateRepository.within(transaction);
        for (RunId run : files.runs()) {
            Optional<Saved> saved = files.latest(run);
            if (saved.isPresent()) {
                copy(run, saved.get(), rows);
                copied++;
            }
        }
    }

    private static void copy(RunId run, Saved saved, TrainingStateRepository rows) {
        try (InputStream bytes = saved.bytes()) {
            rows.save(run, saved.epoch(), bytes::transferTo);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the training state of run %s cannot be read".formatted(run), unreadable);
        }
        if (rows.latest(run).isEmpty()) {
            throw new StorageException("the training state of run %s was not copied".formatted(run));
        }
    }

    /** Returns the number of states that were copied. */
    public int copied() {
        return copied;
    }
}
