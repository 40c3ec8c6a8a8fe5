package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.OptionalDouble;

/** How fast the stages of past runs went on this machine. */
public interface Throughputs {

    /** Notes a finished stage. */
    void note(RunId run, StageTiming timing);

    /** Examples per second of the latest such stages with that model and that work, if there were any. */
    OptionalDouble rate(StageName stage, String modelId, List<String> work);

    /** Notes an evaluation that was made within a stage. */
    void noteEvaluation(RunId run, String evaluation, StageTiming timing);

    /** Examples per second of the latest such evaluations with that model and that work, if there were any. */
    OptionalDouble evaluationRate(String evaluation, String modelId, List<String> work);
}
