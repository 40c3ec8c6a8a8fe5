package dev.mixlab.run.catalogue;

import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.Map;

/** The port to what uses models. */
public interface ModelUses {

    /** Returns the runs by the id of the model that they start from, the latest first. */
    Map<String, List<ModelUse>> byModel();

    /** Returns how each checkpoint was fine-tuned, by its id as a model. */
    Map<String, FineTuned> fineTuned();

    /**
     * Returns whether a run is not finished.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    boolean isUnfinished(RunId run);
}
