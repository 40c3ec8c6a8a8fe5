package dev.mixlab.jobs.imports;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.WeightFileException;
import java.nio.file.Path;

/** Refusals of a model, whose files lie in a folder that nobody knows, under the name that people know. */
final class RefusedModel {

    private RefusedModel() {}

    /** Returns a refusal with the name in place of the folder. */
    static MixlabException naming(MixlabException refused, Path folder, String shown) {
        String message = String.valueOf(refused.getMessage());
        if (refused instanceof CancelledException || !message.contains(folder.toString())) {
            return refused;
        }
        return new WeightFileException(message.replace(folder.toString(), shown), refused);
    }
}
