package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.OptionalDouble;

/** The port to the measured throughputs of past runs on this machine. */
public interface Throughputs {

    /** Stores the time of a finished stage. */
    void note(RunId run, StageTiming timing);

    /** Returns the examples per second of the latest executions of a stage with a model and the same work, if there were any. */
    OptionalDouble rate(StageName stage, String modelId, List<String> work);

    /** Stores the time of an evaluation within a stage. */
    void noteEvaluation(RunId run, String evaluation, StageTiming timing);

    /** Returns the examples per second of the latest executions of an evaluation with a model and the same work, if there were any. */
    OptionalDouble evaluationRate(String evaluation, String modelId, List<String> work);
}
