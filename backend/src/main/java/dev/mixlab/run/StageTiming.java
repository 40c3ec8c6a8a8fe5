package dev.mixlab.run;

import java.util.List;

/**
 * The measured time of one stage.
 *
 * @param stage the stage
 * @param modelId id of the model
 * @param work ids of the scored or evaluated methods, and settings that affect the throughput; empty for fine-tuning
 * @param examples number of processed examples
 * @param seconds wall-clock time
 */
public record StageTiming(StageName stage, String modelId, List<String> work, long examples, double seconds) {}
