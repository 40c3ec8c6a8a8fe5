package dev.mixlab.web;

import dev.mixlab.common.StorageException;
import dev.mixlab.run.Storage;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.util.Map;

/** Answers whether the server is up, and its version. */
public final class ServerOperations implements Operations {

    private final String version;
    private final Storage storage;

    public ServerOperations(String version, Storage storage) {
        this.version = version;
        this.storage = storage;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getHealth", inputs -> health());
    }

    private Answer health() {
        String outage = storage.outage();
        if (outage != null) {
            throw new StorageException(outage);
        }
        return Answer.ok(Map.of("status", "ok", "version", version));
    }
}
