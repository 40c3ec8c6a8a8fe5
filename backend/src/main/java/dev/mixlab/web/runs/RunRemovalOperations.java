package dev.mixlab.web.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.run.listing.RunRemovals;
import dev.mixlab.run.listing.RunStorage;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;

/** Deletes runs, and says before what that would free. */
public final class RunRemovalOperations implements Operations {

    private final RunRemovals removals;

    public RunRemovalOperations(RunRemovals removals) {
        this.removals = removals;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getRunStorage", inputs -> Answer.ok(new StorageJson(removals.storage(Ids.run(inputs)))));
        table.answer("deleteRun", inputs -> Answer.ok(new StorageJson(removals.delete(Ids.run(inputs)))));
    }

    /** The contract's RunStorage. */
    record StorageJson(@JsonUnwrapped RunStorage storage) {

        @JsonProperty("bytes")
        public long bytes() {
            return storage.bytes();
        }
    }
}
