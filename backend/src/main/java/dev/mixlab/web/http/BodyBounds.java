package dev.mixlab.web.http;

import dev.mixlab.web.http.problem.Problem.InputError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds the body of a request before it is validated: lists that are too long, items that occur twice and unknown
 * fields are found in one pass whose work grows in proportion to the body. The validator of Vert.x compares every item
 * with every other and every error with every field.
 */
public final class BodyBounds {

    /** Longest body of a request in bytes: 1 MiB, far above the largest launch or share. */
    public static final long LARGEST_BODY = 1 << 20;

    /** The contract's uniqueItems under a name that the validator of Vert.x passes over. */
    static final String UNIQUE = "x-uniqueItems";

    /** Further errors would tell nobody more. */
    private static final int MOST_ERRORS = 20;

    private final List<InputError> errors = new ArrayList<>();

    private BodyBounds() {}

    /** Returns the errors of a body, at most 20; an empty list says that it may be validated. */
    static List<InputError> check(Object body, JsonSchema schema) {
        BodyBounds bounds = new BodyBounds();
        if (schema instanceof JsonObject fields) {
            bounds.visit(body, fields, "");
        }
        return List.copyOf(bounds.errors);
    }

    private void visit(Object value, JsonObject schema, String path) {
        if (value instanceof JsonObject object) {
            visitFields(object, schema, path);
        } else if (value instanceof JsonArray array) {
            visitItems(array, schema, path);
        }
    }

    private void visitFields(JsonObject object, JsonObject schema, String path) {
        JsonObject fields = schema.getJsonObject("properties");
        boolean closed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
        for (String name : object.fieldNames()) {
            String place = path.isEmpty() ? name : path + "." + name;
            if (fields != null && fields.getValue(name) instanceof JsonObject field) {
                visit(object.getValue(name), field, place);
            } else if (closed) {
                add(place, "is not a known field");
            }
            if (errors.size() == MOST_ERRORS) {
                return;
            }
        }
    }

    private void visitItems(JsonArray array, JsonObject schema, String path) {
        Integer most = schema.getInteger("maxItems");
        if (most != null && array.size() > most) {
            add(path, "Array has too many items (%s > %s)".formatted(array.size(), most));
            return;
        }
        boolean unique = Boolean.TRUE.equals(schema.getValue(UNIQUE));
        Map<Object, Integer> first = new HashMap<>();
        for (int i = 0; i < array.size() && errors.size() < MOST_ERRORS; i++) {
            Object item = array.getValue(i);
            Integer earlier = unique ? first.putIfAbsent(String.valueOf(item), i) : null;
            if (earlier != null) {
                add(path, "has the same at %s and %s".formatted(earlier, i));
            }
            if (schema.getValue("items") instanceof JsonObject items) {
                visit(item, items, path + "." + i);
            }
        }
    }

    private void add(String path, String rule) {
        errors.add(new InputError(path.isEmpty() ? "body" : shorten(path), rule));
    }

    private static String shorten(String text) {
        return text.length() <= 200 ? text : text.substring(0, text.offsetByCodePoints(0, 100)) + "...";
    }
}
