package dev.mixlab.run.catalogue;

import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;

/**
 * A run that starts from a model.
 *
 * @param runId id of the run
 * @param name name of the run
 * @param state state of the run
 */
public record ModelUse(RunId runId, String name, RunState state) {}
