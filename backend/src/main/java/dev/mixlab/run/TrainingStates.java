package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port to the training states from which unfinished fine-tunings are resumed. One state per run is stored. */
public interface TrainingStates {

    /** Stores the state after an epoch, which replaces the earlier state once it is complete. */
    void save(RunId run, int epoch, Content content);

    /** Returns the state after the last stored epoch. */
    Optional<Saved> latest(RunId run);

    /** Deletes the state of a run. */
    void remove(RunId run);

    /** The content of a state, written to a stream. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A stored state.
     *
     * @param epoch number of the last finished epoch
     * @param bytes content of the state
     * @param file where the content lies as it is; null if it must be read from the stream
     */
    record Saved(int epoch, InputStream bytes, @Nullable Path file) {}
}
