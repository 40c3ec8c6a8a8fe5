package dev.mixlab.web.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes values that a schema of the contract allows, and such that it may not, as JSON texts. */
final class Schemas {

    private static final List<String> OF_ANY_KIND = List.of(
            "null",
            "true",
            "\"\"",
            "\" \"",
            "0",
            "-1",
            "1.5",
            "1e308",
            "1e999",
            "-1e999",
            "9223372036854775808",
            "123456789012345678901234567890",
            "[]",
            "{}",
            "[null]",
            "[[[]]]",
            "{\"\":{}}",
            "{\"unknown\":1,\"unknown\":2}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\\u0301\\u200d\\ufeff\"",
            "\"\ud835\udd4f \u6f22\u5b57 \u0130\u0131\u00df\"",
            "\"../../etc/passwd\"",
            "\"' OR 1=1 --\"",
            "\"%s%n${x}<script>\"",
            "\"NaN\"",
            "\"true\"",
            "\"1\"");

    private final JsonObject contract;

    Schemas(JsonObject contract) {
        this.contract = contract;
    }

    /** Follows a reference to where it leads. */
    JsonObject resolve(JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = contract;
        for (String part : reference.substring(2).split("/", -1)) {
            found = found.getJsonObject(part);
        }
        return resolve(found);
    }

    /** Returns a value that a schema allows. */
    Object sample(JsonObject node) {
        JsonObject schema = resolve(node);
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getValue(0);
        }
        return switch (type(schema)) {
            case "object" -> sampleObject(schema);
            case "array" -> {
                int least = schema.getInteger("minItems", 0);
                JsonArray list = new JsonArray();
                for (int place = 0; place < least; place++) {
                    Object item = sample(schema.getJsonObject("items"));
                    list.add(item instanceof String text && place > 0 ? text + place : item);
                }
                yield list;
            }
            case "integer" -> schema.getLong("minimum", 1L);
            case "number" -> schema.getDouble("minimum", 0.5);
            case "boolean" -> true;
            default ->
                schema.containsKey("pattern") && schema.getString("pattern").startsWith("^/")
                        ? "/x"
                        : "x".repeat(Math.max(1, schema.getInteger("minLength", 1)));
        };
    }

    private JsonObject sampleObject(JsonObject schema) {
        JsonObject made = new JsonObject();
        for (Object name : schema.getJsonArray("required", new JsonArray())) {
            JsonObject field = schema.getJsonObject("properties").getJsonObject((String) name);
            made.put((String) name, sample(field));
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) {
            if (made.size() < schema.getInteger("minProperties", 0) && !made.containsKey(name)) {
                made.put(name, sample(properties.getJsonObject(name)));
            }
        }
        return made;
    }

    static String type(JsonObject schema) {
        Object type = schema.getValue("type");
        if (type instanceof JsonArray several) {
            return several.getString(0);
        }
        return type == null ? (schema.containsKey("properties") ? "object" : "string") : type.toString();
    }

    /** Returns values at and beyond each bound of a schema, of other types, and unusual ones, as JSON texts. */
    Set<String> unusual(JsonObject node) {
        JsonObject schema = resolve(node);
        Set<String> values = new LinkedHashSet<>();
        for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
            Number number = schema.getNumber(bound);
            if (number != null) {
                values.add(number.toString());
                values.add(Long.toString(number.longValue() - 1));
                values.add(Long.toString(number.longValue() + 1));
            }
        }
        lengths(schema).forEach(length -> values.add("\"" + "z".repeat(length) + "\""));
        if (type(schema).equals("array")) {
            String item = encode(sample(schema.getJsonObject("items")));
            for (int items : new int[] {1, 2, schema.getInteger("maxItems", 0) + 1}) {
                values.add("[" + String.join(",", Collections.nCopies(Math.min(items, 2000), item)) + "]");
            }
        }
        for (Object choice : schema.getJsonArray("enum", new JsonArray())) {
            values.add(encode(String.valueOf(choice).toUpperCase(Locale.ROOT)));
        }
        values.addAll(OF_ANY_KIND);
        return values;
    }

    private static List<Integer> lengths(JsonObject schema) {
        List<Integer> lengths = new ArrayList<>();
        for (String bound : List.of("minLength", "maxLength")) {
            Integer length = schema.getInteger(bound);
            if (length != null) {
                lengths.add(Math.min(4000, length));
                lengths.add(Math.min(4000, length + 1));
                lengths.add(Math.max(0, Math.min(4000, length - 1)));
            }
        }
        return lengths;
    }

    static String encode(Object value) {
        return new JsonArray().add(value).encode().replaceAll("^\\[|]$", "");
    }
}
