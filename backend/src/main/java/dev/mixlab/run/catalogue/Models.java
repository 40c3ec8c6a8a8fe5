package dev.mixlab.run.catalogue;

import dev.mixlab.weights.ModelSource;
import java.util.List;

/** The port to the catalogue of models: the built-in ones first, then every checkpoint, the latest first. */
public interface Models {

    List<ModelEntry> list();

    /**
     * Returns the entry with an id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    ModelEntry get(String id);

    /**
     * Opens a model.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that id
     */
    ModelSource open(String id);
}
