package dev.mixlab.run.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import java.util.List;

/** The stored checkpoints. Each tensor's bytes are stored once, whatever number of checkpoints has them. */
public interface Checkpoints {

    /**
     * Stores a checkpoint, or gives the one that the run has stored already.
     */
    Checkpoint save(New checkpoint);

    /**
     * The checkpoint of that name.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Checkpoint get(CheckpointId id);

    /** All checkpoints, the latest first. */
    List<Checkpoint> list();

    /** The parts of a checkpoint, read from the database when asked for. */
    ModelSource open(CheckpointId id);

    /**
     * A checkpoint to be stored.
     *
     * @param run the run that made it
     * @param name for people to read
     * @param modelId the model that was fine-tuned
     * @param accuracy share of test examples right
     * @param config as in config.json
     * @param tokenizer as in tokenizer.json
     * @param tensors the weights
     */
    record New(
            RunId run,
            String name,
            String modelId,
            double accuracy,
            JsonNode config,
            byte[] tokenizer,
            List<Tensor> tensors) {}
}
