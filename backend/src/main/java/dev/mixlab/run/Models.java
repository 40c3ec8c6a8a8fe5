package dev.mixlab.run;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.weights.ModelSource;
import java.util.List;

/** The catalogue of models: the built-in ones first, then every checkpoint, the latest first. */
public interface Models {

    List<ModelEntry> list();

    /**
     * The entry of that id.
     *
     * @throws NotFoundException if there is none
     */
    ModelEntry get(String id);

    /**
     * The parts of a model.
     *
     * @throws NotFoundException if there is none of that id
     */
    ModelSource open(String id);
}
