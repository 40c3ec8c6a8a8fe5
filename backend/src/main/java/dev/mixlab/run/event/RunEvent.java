package dev.mixlab.run.event;

import dev.mixlab.run.EpochPoint;
import dev.mixlab.run.LogLine;
import dev.mixlab.run.Run;
import dev.mixlab.run.StepPoint;
import dev.mixlab.run.id.RunId;

/** Something that happened to a run. */
public sealed interface RunEvent {

    RunId run();

    /** State, stages, progress or results changed. */
    record Changed(Run now) implements RunEvent {
        @Override
        public RunId run() {
            return now.id();
        }
    }

    /** A step was made. */
    record Step(RunId run, StepPoint point) implements RunEvent {}

    /** An epoch ended. */
    record Epoch(RunId run, EpochPoint point) implements RunEvent {}

    /** A line was added to the log. */
    record Log(RunId run, LogLine line) implements RunEvent {}
}
