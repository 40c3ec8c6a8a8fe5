package dev.mixlab.run;

import java.util.List;
import java.util.OptionalDouble;

/** How fast the stages of past runs went on this machine. */
public interface Paces {

    /** Notes a stage that was worked off. */
    void note(RunId run, Pace pace);

    /** Examples per second of the latest such stages with that model and those methods, if there were any. */
    OptionalDouble rate(StageName stage, String modelId, List<String> methods);

    /**
     * How fast one stage went.
     *
     * @param stage the stage
     * @param modelId the model that was computed with
     * @param methods the methods that were scored, empty for fine-tuning
     * @param examples worked off
     * @param seconds wall time
     */
    record Pace(StageName stage, String modelId, List<String> methods, long examples, double seconds) {}
}
