package dev.mixlab.web;

import dev.mixlab.common.StorageException;
import dev.mixlab.run.Storage;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.BasePath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Answers whether the server is up, its version, and what its interface is. */
public final class ServerOperations implements Operations {

    private final String version;
    private final Storage storage;

    public ServerOperations(String version, Storage storage) {
        this.version = version;
        this.storage = storage;
    }

    private static Answer contract(BasePath base) {
        JsonObject server = new JsonObject().put("url", base.path() + Contract.BASE);
        return Answer.lasting(
                Contract.published().put("servers", new JsonArray().add(server)).toBuffer());
    }

    @Override
    public void addTo(OperationTable table) {
        Answer contract = contract(table.base());
        table.answer("getHealth", inputs -> health());
        table.answer("getContract", inputs -> contract);
    }

    private Answer health() {
        String outage = storage.outage();
        if (outage != null) {
            throw new StorageException(outage);
        }
        return Answer.ok(Map.of("status", "ok", "version", version));
    }
}
