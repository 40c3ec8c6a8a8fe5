package dev.mixlab.run;

import dev.mixlab.run.id.RunId;

/** Thrown when an execution of a run would store something after another process has taken the run over. */
public final class RunTakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunTakenOverException(RunId run) {
        super("run " + run + " was taken over by another process");
    }
}
