package dev.mixlab.web;

import java.util.Map;

/** What the server says of itself. */
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
