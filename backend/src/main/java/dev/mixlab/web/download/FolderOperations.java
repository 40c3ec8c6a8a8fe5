package dev.mixlab.web.download;

import dev.mixlab.run.folder.FolderInspection;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;

/** Looks the data folder through, for those who can read that folder anyway. */
public final class FolderOperations implements Operations {

    private final FolderInspection inspection;
    private final FolderKey key;

    /**
     * The operation.
     *
     * @param key what a request must show
     */
    public FolderOperations(FolderInspection inspection, String key) {
        this.inspection = inspection;
        this.key = new FolderKey(key);
    }

    @Override
    public void addTo(OperationTable table) {
        table.answerLong("inspectFolder", inputs -> {
            key.require(inputs);
            return Answer.ok(inspection.inspect(inputs.body(Request.class).remove()));
        });
    }

    /** The contract's FolderInspection. */
    record Request(boolean remove) {}
}
