package dev.mixlab.web.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the HTTP contract, openapi.yaml on the class path, and adapts it to Vert.x: paths begin with {@link #BASE} in
 * place of naming a server, and media types that Vert.x does not know are replaced by the nearest one that it knows. That items are unique is left to
 * {@link BodyBounds}.
 */
public final class Contract {

    /** The beginning of every path of the contract. */
    public static final String BASE = "/api/v1";

    private static final String FILE = "openapi.yaml";
    private static final List<String> KNOWN_TYPES = List.of("application/json", "application/octet-stream");

    private Contract() {}

    /** Loads the adapted contract. */
    public static Future<OpenAPIContract> load(Vertx vertx) {
        return vertx.executeBlocking(Contract::read).compose(json -> OpenAPIContract.from(vertx, json));
    }

    /** Reads the adapted contract. */
    static JsonObject read() {
        return adapt(published());
    }

    /** Reads the contract as clients see it: openapi.yaml word for word, with {@link #BASE} as its server. */
    public static JsonObject published() {
        return File.CONTENT.copy();
    }

    /** The file, which is read once: that takes a while. */
    private static final class File {

        static final JsonObject CONTENT = read();

        private static JsonObject read() {
            try (InputStream yaml = Contract.class.getClassLoader().getResourceAsStream(FILE)) {
                if (yaml == null) {
                    throw new IOException(FILE + " is not on the class path");
                }
                return new JsonObject(new YAMLMapper().<Map<String, Object>>readValue(yaml, new TypeReference<>() {}));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Returns the media type that the adapted contract has in place of another. */
    public static String knownType(String mediaType) {
        if (KNOWN_TYPES.contains(mediaType)) {
            return mediaType;
        }
        return mediaType.endsWith("+json") ? "application/json" : "application/octet-stream";
    }

    private static JsonObject adapt(JsonObject contract) {
        contract.remove("servers");
        JsonObject paths = new JsonObject();
        contract.getJsonObject("paths").forEach(path -> paths.put(BASE + path.getKey(), path.getValue()));
        contract.put("paths", paths);
        renameTypes(contract);
        renameUnique(contract);
        return contract;
    }

    private static void renameTypes(Object node) {
        if (node instanceof JsonObject object) {
            if (object.getValue("content") instanceof JsonObject content) {
                for (String type : new ArrayList<>(content.fieldNames())) {
                    content.put(knownType(type), content.remove(type));
                }
            }
            object.fieldNames().forEach(name -> renameTypes(object.getValue(name)));
        } else if (node instanceof io.vertx.core.json.JsonArray array) {
            array.forEach(Contract::renameTypes);
        }
    }

    private static void renameUnique(Object node) {
        if (node instanceof JsonObject object) {
            if (object.getValue("uniqueItems") instanceof Boolean unique) {
                object.remove("uniqueItems");
                object.put(BodyBounds.UNIQUE, unique);
            }
            object.fieldNames().forEach(name -> renameUnique(object.getValue(name)));
        } else if (node instanceof io.vertx.core.json.JsonArray array) {
            array.forEach(Contract::renameUnique);
        }
    }
}
