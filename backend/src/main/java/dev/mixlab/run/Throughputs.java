package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.OptionalDouble;

/** How fast the stages of past runs went on this machine. */
public interface Throughputs {

    /** Notes a stage that was worked off. */
    void note(RunId run, Pace pace);

    /** Examples per second of the latest such stages with that model and that work, if there were any. */
    OptionalDouble rate(StageName stage, String modelId, List<String> work);

    /** Notes an evaluation that was made within a stage. */
    void noteEvaluation(RunId run, String evaluation, Pace pace);

    /** Examples per second of the latest such evaluations with that model and that work, if there were any. */
    OptionalDouble evaluationRate(String evaluation, String modelId, List<String> work);

    /**
     * How fast one stage went.
     *
     * @param stage the stage
     * @param modelId the model that was computed with
     * @param work ids of the methods that were scored or evaluated and settings that change the pace; empty for fine-tuning
     * @param examples worked off
     * @param seconds wall time
     */
    record Pace(StageName stage, String modelId, List<String> work, long examples, double seconds) {}
}
