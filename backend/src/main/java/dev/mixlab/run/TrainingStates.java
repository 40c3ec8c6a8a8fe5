package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What each unfinished fine-tuning needs to go on after its last epoch. One state per run is kept. */
public interface TrainingStates {

    /** Stores the state after an epoch and drops the one before it. Until all is stored the old one stays. */
    void save(RunId run, int epoch, Content content);

    /** The state after the last stored epoch. */
    Optional<Saved> latest(RunId run);

    /** Drops what is stored for a run. */
    void remove(RunId run);

    /** Bytes that are written when asked for. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A stored state.
     *
     * @param epoch the last finished epoch
     * @param bytes as they were written
     */
    record Saved(int epoch, InputStream bytes) {}
}
