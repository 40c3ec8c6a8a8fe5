package dev.mixlab.run.event;

import dev.mixlab.run.Run;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;

/** An event of a run. */
public sealed interface RunEvent {

    RunId run();

    /** The state, stages, progress or results of a run changed. */
    record Changed(Run now) implements RunEvent {
        @Override
        public RunId run() {
            return now.id();
        }
    }

    /** A run was deleted. */
    record Deleted(RunId run) implements RunEvent {}

    /** A training step ended. */
    record Step(RunId run, StepPoint point) implements RunEvent {}

    /** A training epoch ended. */
    record Epoch(RunId run, EpochPoint point) implements RunEvent {}

    /** A point of the curve of the fitting of a head was measured. */
    record Head(RunId run, HeadPoint point) implements RunEvent {}

    /** A line was added to the log. */
    record Log(RunId run, LogLine line) implements RunEvent {}
}
