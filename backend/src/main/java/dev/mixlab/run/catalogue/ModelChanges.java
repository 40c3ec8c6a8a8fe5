package dev.mixlab.run.catalogue;

import org.jspecify.annotations.Nullable;

/** The port through which models are renamed, noted on and deleted. */
public interface ModelChanges {

    /**
     * Changes name or note of a model.
     *
     * @param name the new name, or null to leave it
     * @param note the new note, or null to leave it
     * @throws dev.mixlab.common.NotFoundException if there is no such model
     * @throws dev.mixlab.common.ConflictException if a built-in model would be renamed
     */
    ModelEntry change(String id, @Nullable String name, @Nullable String note);

    /**
     * Deletes an imported model, one with a fitted head, or a checkpoint.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such model
     * @throws dev.mixlab.common.ConflictException if it is built in or a run needs it, which the message names
     */
    void delete(String id);
}
