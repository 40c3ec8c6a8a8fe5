package dev.mixlab.run.estimate;

import dev.mixlab.run.spec.StageName;
import java.util.List;

/**
 * The measured time of one stage, or of one evaluation within it.
 *
 * @param stage the stage
 * @param work what was done
 * @param seconds wall-clock time
 */
public record StageTiming(StageName stage, Work work, double seconds) {

    /**
     * The work of a stage.
     *
     * @param modelId id of the model
     * @param geometry family and sizes of the model; models that have them in common take the same time
     * @param settings ids of the scored or evaluated methods, and settings that affect the time; empty for fine-tuning
     * @param examples number of examples
     * @param referenceSeconds seconds that the work is expected to take on the reference machine
     */
    public record Work(String modelId, String geometry, List<String> settings, long examples, double referenceSeconds) {

        public Work {
            settings = List.copyOf(settings);
        }
    }
}
