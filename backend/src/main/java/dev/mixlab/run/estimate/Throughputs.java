package dev.mixlab.run.estimate;

import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The port to the measured times of past stages on this machine. They are read as slowness: seconds per second that the reference
 * machine is expected to take for the same work. Of the latest executions the fastest counts, because the others may have shared the
 * machine with other programs, or were the first after its start.
 */
public interface Throughputs {

    /** Stores the time of a finished stage. */
    void note(RunId run, StageTiming timing);

    /**
     * Returns the slowness of a stage with models of a geometry, if there were any; executions with the same settings go before others.
     *
     * @param stages stages that do the same work
     */
    OptionalDouble slowness(List<StageName> stages, String geometry, List<String> settings);

    /** Stores the time of an evaluation within a stage. */
    void noteEvaluation(RunId run, String evaluation, StageTiming timing);

    /** Returns the slowness of an evaluation with models of a geometry, as {@link #slowness} does. */
    OptionalDouble evaluationSlowness(String evaluation, String geometry, List<String> settings);
}
