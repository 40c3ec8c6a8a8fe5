package dev.mixlab.run.listing;

import dev.mixlab.common.MixlabException;
import dev.mixlab.run.id.RunId;
import java.util.List;

/**
 * What became of a change of many runs, each of which is changed or refused by itself.
 *
 * @param changed number of runs that were changed
 * @param freed bytes that were freed by their deletion
 * @param refused runs that stay as they were
 */
public record BatchOutcome(int changed, long freed, List<Refusal> refused) {

    public BatchOutcome {
        refused = List.copyOf(refused);
    }

    /**
     * A run that stays as it was.
     *
     * @param run its id
     * @param reason why, in a sentence that names the run
     */
    public record Refusal(RunId run, String reason) {

        /** Returns the refusal of a run for the reason that an error gives. */
        public static Refusal of(RunId run, MixlabException error) {
            return new Refusal(run, String.valueOf(error.getMessage()));
        }
    }
}
