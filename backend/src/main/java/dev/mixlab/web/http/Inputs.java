package dev.mixlab.web.http;

import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.json.ConstantNames;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one request, which keep the contract: parameters by name, defaults filled in, and the body.
 *
 * @param values String, Long, Double, Boolean or a list of texts by the name of the parameter
 * @param body the JSON body, or null where the operation has none
 * @param binary whether the client would rather have plain binary than JSON
 * @param asOf the time whose results are asked for; null for the present
 * @param sender who makes the request
 */
public record Inputs(
        Map<String, Object> values,
        @Nullable Buffer body,
        boolean binary,
        @Nullable Instant asOf,
        Sender sender) {

    Inputs asOf(Instant time) {
        return new Inputs(values, body, binary, time, sender);
    }

    /** A parameter that the contract requires or gives a default. */
    public String text(String name) {
        return (String) required(name);
    }

    public @Nullable String optionalText(String name) {
        return (String) values.get(name);
    }

    /** A parameter that is given once for each of its items. */
    public List<String> texts(String name) {
        return ((List<?>) required(name)).stream().map(String.class::cast).toList();
    }

    /** A parameter that is given once for each of its items; empty where it is not given. */
    public List<String> optionalTexts(String name) {
        return values.containsKey(name) ? texts(name) : List.of();
    }

    /** Returns the constant that a required parameter names; the contract lists the names. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return named(text(name), name, type);
    }

    public <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type) {
        String text = optionalText(name);
        return text == null ? null : named(text, name, type);
    }

    /** Returns the constants that a parameter names, which is given once for each of them; none where it is not given. */
    public <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return optionalTexts(name).stream().map(text -> named(text, name, type)).toList();
    }

    private static <E extends Enum<E>> E named(String text, String name, Class<E> type) {
        return ConstantNames.find(type, text)
                .orElseThrow(() -> new IllegalStateException(
                        "the contract allows '%s' for the parameter %s, but no %s has that name"
                                .formatted(text, name, type.getSimpleName())));
    }

    /** A whole number that the contract requires or gives a default. */
    public int number(String name) {
        return Math.toIntExact((Long) required(name));
    }

    public @Nullable Integer optionalNumber(String name) {
        Long value = (Long) values.get(name);
        return value == null ? null : Math.toIntExact(value);
    }

    public @Nullable Boolean optionalFlag(String name) {
        return (Boolean) values.get(name);
    }

    /** The body as a record. */
    public <T> T body(Class<T> type) {
        if (body == null) {
            throw new IllegalStateException("an operation without a body asks for one");
        }
        return Json.read(body, type);
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the contract gives no value for the parameter " + name);
        }
        return value;
    }
}
