package dev.mixlab.run.imports;

import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.id.ImportId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import of a model as it stands.
 *
 * @param id id of the import
 * @param state its state
 * @param step what it does now
 * @param origin where the model comes from
 * @param name name that the model gets
 * @param doneBytes bytes of the current step that are done
 * @param totalBytes bytes of the current step, or null while unknown
 * @param bytesPerSecond mean rate of the current step, or null before it can be said
 * @param modelId id of the model once it is stored
 * @param error why it failed, or null
 * @param createdAt time at which it was requested
 * @param finishedAt time at which it ended, or null
 */
public record ModelImport(
        ImportId id,
        State state,
        Step step,
        ModelOrigin origin,
        String name,
        long doneBytes,
        @Nullable Long totalBytes,
        @Nullable Double bytesPerSecond,
        @Nullable String modelId,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** The states of an import. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /** The program ended before it did, and it cannot be continued. */
        INTERRUPTED;

        /** Returns whether nothing follows this state. */
        public boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** The steps of an import, in order; not each import has each. */
    public enum Step {
        WAITING,
        DOWNLOADING,
        UNPACKING,
        CHECKING,
        STORING,
        ENDED
    }
}
