package dev.mixlab.web;

import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.util.Map;

/** Answers whether the server is up, and its version. */
public final class ServerOperations implements Operations {

    private final String version;

    public ServerOperations(String version) {
        this.version = version;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getHealth", inputs -> Answer.ok(Map.of("status", "ok", "version", version)));
    }
}
