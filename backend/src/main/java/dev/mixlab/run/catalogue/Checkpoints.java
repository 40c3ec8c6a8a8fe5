package dev.mixlab.run.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.List;

/** The port to stored checkpoints. Equal tensors are stored once, whatever the number of checkpoints that have them. */
public interface Checkpoints {

    /**
     * Stores a checkpoint, or returns the one that the run has stored already.
     */
    Checkpoint save(New checkpoint);

    /**
     * Returns the checkpoint with an id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Checkpoint get(CheckpointId id);

    /** Returns all checkpoints, the latest first. */
    List<Checkpoint> list();

    /** Opens the model of a checkpoint, whose tensors are read from the database on request. */
    ModelSource open(CheckpointId id);

    /** Changes the name of a checkpoint, if it is there. */
    void rename(CheckpointId id, String name);

    /** Deletes a checkpoint, if it is there, and the contents that no other model has. The run that made it keeps its results. */
    void delete(CheckpointId id);

    /**
     * A checkpoint to be stored.
     *
     * @param run run that produced it
     * @param name for people to read
     * @param modelId the model that was fine-tuned
     * @param accuracy share of test examples right
     * @param config content of config.json
     * @param tokenizer content of tokenizer.json
     * @param tensors the weights
     */
    record New(
            RunId run,
            String name,
            String modelId,
            double accuracy,
            JsonNode config,
            byte[] tokenizer,
            TensorSource tensors) {}
}
