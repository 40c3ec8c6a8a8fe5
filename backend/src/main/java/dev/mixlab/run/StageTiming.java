package dev.mixlab.run;

import java.util.List;

/**
 * How fast one stage went.
 *
 * @param stage the stage
 * @param modelId the model that was computed with
 * @param work ids of the methods that were scored or evaluated and settings that change the pace; empty for fine-tuning
 * @param examples how many were processed
 * @param seconds wall time
 */
public record StageTiming(StageName stage, String modelId, List<String> work, long examples, double seconds) {}
