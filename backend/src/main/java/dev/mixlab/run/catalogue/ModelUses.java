package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.Map;

/** The port to what uses models. */
public interface ModelUses {

    /** Returns the runs by the id of the model that they start from or whose head they have fitted, the latest first. */
    Map<String, List<ModelUse>> byModel();

    /**
     * Returns the runs that need a model as long as they are there, the latest first: those that start from it, and those that have fitted its
     * head and have not ended.
     */
    List<ModelUse> needing(String modelId);

    /** Returns how each checkpoint was fine-tuned, by its id as a model. */
    Map<String, FineTuned> fineTuned();

    /**
     * Returns whether a run is not finished.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    boolean isUnfinished(RunId run);
}
