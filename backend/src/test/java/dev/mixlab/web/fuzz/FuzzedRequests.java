package dev.mixlab.web.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All unusual requests of one operation: each of its inputs with each unusual value, and bodies that are none. */
final class FuzzedRequests {

    private static final String JSON = "application/json";
    private static final String PLACE = "@@unusual@@";

    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{}x",
            "{}{}",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "NaN",
            "\ufeff{}",
            "[".repeat(5000),
            "{\"a\":".repeat(2000),
            "{\"\\ud800\":1}",
            "/* */{}");

    private static final List<String> TYPES = List.of(
            "text/plain", "application/xml", "x", "application/json; charset=utf-16", "multipart/form-data", "*/*");

    private final Schemas schemas;
    private final String path;
    private final String method;
    private final JsonObject operation;
    private final List<JsonObject> parameters = new ArrayList<>();
    private final List<FuzzedRequest> requests = new ArrayList<>();

    FuzzedRequests(Schemas schemas, String path, String method, JsonObject pathItem) {
        this.schemas = schemas;
        this.path = path;
        this.method = method.toUpperCase(Locale.ROOT);
        this.operation = pathItem.getJsonObject(method);
        for (JsonObject owner : List.of(pathItem, operation)) {
            for (Object parameter : owner.getJsonArray("parameters", new JsonArray())) {
                parameters.add(schemas.resolve((JsonObject) parameter));
            }
        }
    }

    List<FuzzedRequest> all() {
        @Nullable JsonObject schema = bodySchema();
        String body = schema == null ? null : Schemas.encode(schemas.sample(schema));
        add(null, null, body, null, JSON);
        for (JsonObject parameter : parameters) {
            schemas.unusual(parameter.getJsonObject("schema"))
                    .forEach(value -> add(parameter, plain(value), body, parameter.getString("name"), JSON));
        }
        if (schema != null) {
            fields(schema, new ArrayList<>(), (JsonObject) schemas.sample(schema));
            BROKEN.forEach(text -> add(null, null, text, null, JSON));
            TYPES.forEach(type -> add(null, null, body, null, type));
        }
        return requests;
    }

    private @Nullable JsonObject bodySchema() {
        JsonObject body = operation.getJsonObject("requestBody");
        JsonObject json = body == null
                ? null
                : schemas.resolve(body).getJsonObject("content").getJsonObject(JSON);
        return json == null ? null : schemas.resolve(json.getJsonObject("schema"));
    }

    /** A parameter has no types: what is a text in JSON is sent without its quotes. */
    private static String plain(String json) {
        return json.startsWith("\"") ? new JsonArray("[" + json + "]").getString(0) : json;
    }

    private void fields(JsonObject schema, List<String> parents, JsonObject whole) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) {
            JsonObject field = schemas.resolve(properties.getJsonObject(name));
            for (String value : schemas.unusual(field)) {
                JsonObject changed = whole.copy();
                parent(changed, parents).put(name, PLACE);
                add(null, null, changed.encode().replace("\"" + PLACE + "\"", value), name, JSON);
            }
            JsonObject without = whole.copy();
            if (parent(without, parents).remove(name) != null) {
                boolean required =
                        schema.getJsonArray("required", new JsonArray()).contains(name);
                add(null, null, without.encode(), required ? name : null, JSON);
            }
            if (Schemas.type(field).equals("object") && parents.size() < 3) {
                List<String> deeper = new ArrayList<>(parents);
                deeper.add(name);
                JsonObject with = whole.copy();
                parent(with, parents).put(name, schemas.sample(field));
                fields(field, deeper, with);
            }
        }
        JsonObject more = whole.copy();
        parent(more, parents).put("unheardOf", 1);
        add(null, null, more.encode(), "unheardOf", JSON);
    }

    private static JsonObject parent(JsonObject whole, List<String> parents) {
        JsonObject found = whole;
        for (String name : parents) {
            found = found.getJsonObject(name);
        }
        return found;
    }

    private void add(
            @Nullable JsonObject unusual,
            @Nullable String value,
            @Nullable String body,
            @Nullable String field,
            String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> places = new HashMap<>();
        StringBuilder query = new StringBuilder();
        for (JsonObject parameter : parameters) {
            boolean isUnusual = parameter.equals(unusual);
            if (!isUnusual && !parameter.getBoolean("required", false)) {
                continue;
            }
            Object usual = schemas.sample(parameter.getJsonObject("schema"));
            if (!isUnusual && usual instanceof JsonArray several) {
                several.forEach(one -> query.append(query.isEmpty() ? '?' : '&')
                        .append(encode(parameter.getString("name")))
                        .append('=')
                        .append(encode(String.valueOf(one))));
                continue;
            }
            String text = isUnusual ? value : String.valueOf(usual);
            String name = parameter.getString("name");
            switch (parameter.getString("in")) {
                case "path" -> places.put(name, text);
                case "header" -> headers.put(name, text);
                default -> {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(encode(name))
                            .append('=')
                            .append(encode(text));
                    if (isUnusual && text.hashCode() % 5 == 0) {
                        query.append('&').append(encode(name)).append("=again");
                    }
                }
            }
        }
        String filled = path;
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (place.getValue().isEmpty() || place.getValue().matches("\\.+")) {
                return;
            }
            filled = filled.replace("{" + place.getKey() + "}", encode(place.getValue()));
        }
        if (headers.values().stream().anyMatch(text -> !text.matches("[\\x20-\\x7e]*"))) {
            return;
        }
        if (body != null) {
            headers.put("Content-Type", type);
        }
        requests.add(new FuzzedRequest(
                operation.getString("operationId"),
                method,
                filled + query,
                headers,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                field));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
