package dev.mixlab.web.http;

import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of one operation from a request and checks them against the contract's schemas. A parameter of
 * type string is used literally; Vert.x's own request validation would decode it as JSON first.
 */
final class RequestReader {

    static final String JSON_TYPE = "application/json";
    private static final String BINARY_TYPE = "application/octet-stream";

    /** Says in the contract that parameters which it does not name are no fault: others add them, such as an issuer. */
    private static final String OPEN = "x-further-parameters";

    private final List<CheckedParameter> parameters;
    private final Set<String> queryNames;
    private final boolean open;
    private final @Nullable CheckedBody body;

    RequestReader(Operation operation, SchemaRepository schemas) {
        this.parameters = operation.getParameters().stream()
                .map(parameter -> new CheckedParameter(parameter, schemas.validator(parameter.getSchema())))
                .toList();
        this.queryNames = parameters.stream()
                .filter(checked -> checked.location().equals("query"))
                .map(CheckedParameter::name)
                .collect(Collectors.toSet());
        this.open = operation.getOpenAPIModel().getBoolean(OPEN, false);
        this.body = operation.getRequestBody() == null || StreamedBodies.isStreamed(operation)
                ? null
                : checkedBody(operation, schemas);
    }

    private static CheckedBody checkedBody(Operation operation, SchemaRepository schemas) {
        MediaType json = operation.getRequestBody().getContent().get(JSON_TYPE);
        if (json == null) {
            throw new IllegalStateException("operation " + operation.getOperationId() + " has a body that is not JSON");
        }
        return new CheckedBody(json.getSchema(), schemas.validator(json.getSchema()));
    }

    /**
     * Reads the inputs of a request whose body has been received.
     *
     * @throws RefusedRequestException if they break the contract
     */
    Inputs read(RequestParts request) {
        List<InputError> errors = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        for (CheckedParameter parameter : parameters) {
            parameter.read(request, values, errors);
        }
        for (String name : request.queryParams().names()) {
            if (!open && !queryNames.contains(name)) {
                errors.add(new InputError(name, "is not a known parameter of this address"));
            }
        }
        Buffer content = body == null ? null : readBody(request, body, errors);
        if (!errors.isEmpty()) {
            throw new RefusedRequestException(errors);
        }
        return new Inputs(values, content, wantsBinary(request), null, request.sender());
    }

    private static boolean wantsBinary(RequestParts request) {
        String accept = request.headers().get(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(BINARY_TYPE) && !accept.contains(JSON_TYPE);
    }

    private static Buffer readBody(RequestParts request, CheckedBody body, List<InputError> errors) {
        String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON_TYPE)) {
            throw new RefusedRequestException(
                    415, "the body must be %s, not %s".formatted(JSON_TYPE, type == null ? "of no type" : type));
        }
        Buffer content = request.body();
        if (content == null || content.length() == 0) {
            errors.add(new InputError("body", "is missing"));
            return Buffer.buffer();
        }
        try {
            body.check(io.vertx.core.json.Json.decodeValue(content), errors);
        } catch (DecodeException notJson) {
            errors.add(new InputError("body", "is not JSON"));
        }
        return content;
    }

    /** The body's schema; what keeps its bounds is validated. */
    private record CheckedBody(JsonSchema schema, Validator validator) {

        void check(Object value, List<InputError> errors) {
            List<InputError> excesses = BodyBounds.check(value, schema);
            errors.addAll(excesses);
            OutputUnit found = excesses.isEmpty() ? validator.validate(value) : null;
            if (found != null && !Boolean.TRUE.equals(found.getValid())) {
                errors.addAll(SchemaErrors.of(found, ""));
            }
        }
    }

    /** One parameter with its schema. */
    private record CheckedParameter(Parameter parameter, Validator validator) {

        String name() {
            return parameter.getName();
        }

        String location() {
            return parameter.getIn().toString();
        }

        void read(RequestParts request, Map<String, Object> values, List<InputError> errors) {
            List<String> texts = texts(request);
            if (parameter.getSchemaType() == SchemaType.ARRAY && !texts.isEmpty()) {
                checkItems(texts, values, errors);
            } else if (texts.size() > 1) {
                errors.add(new InputError(name(), "is given %s times".formatted(texts.size())));
            } else if (!texts.isEmpty()) {
                check(texts.get(0), values, errors);
            } else if (parameter.isRequired()) {
                errors.add(new InputError(name(), "is missing"));
            } else if (parameter.getSchema().containsKey("default")) {
                values.put(name(), widen(parameter.getSchema().get("default")));
            }
        }

        private List<String> texts(RequestParts request) {
            return switch (parameter.getIn()) {
                case PATH -> List.of(request.pathParam(name()));
                case QUERY -> request.queryParam(name());
                case HEADER -> request.headers().getAll(name());
                case COOKIE -> List.of();
            };
        }

        /** Checks a list of texts, for which the parameter is repeated. */
        private void checkItems(List<String> texts, Map<String, Object> values, List<InputError> errors) {
            JsonArray items = new JsonArray(texts);
            List<InputError> excesses = BodyBounds.check(items, parameter.getSchema());
            if (!excesses.isEmpty()) {
                excesses.forEach(excess -> errors.add(new InputError(name(), excess.rule())));
                return;
            }
            OutputUnit found = validator.validate(items);
            if (Boolean.TRUE.equals(found.getValid())) {
                values.put(name(), List.copyOf(texts));
            } else {
                errors.addAll(SchemaErrors.of(found, name()));
            }
        }

        private void check(String text, Map<String, Object> values, List<InputError> errors) {
            Object value = parse(text);
            OutputUnit found = value == null ? null : validator.validate(value);
            if (found == null || value == null) {
                errors.add(new InputError(name(), "'%s' is not of type %s".formatted(shorten(text), type())));
            } else if (Boolean.TRUE.equals(found.getValid())) {
                values.put(name(), value);
            } else {
                errors.addAll(SchemaErrors.of(found, name()));
            }
        }

        private @Nullable Object parse(String text) {
            return switch (parameter.getSchemaType()) {
                case INTEGER -> text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
                case BOOLEAN -> flag(text);
                case STRING -> text;
                default -> throw new IllegalStateException("parameters of type " + type() + " are not read");
            };
        }

        private static @Nullable Boolean flag(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }

        private String type() {
            return parameter.getSchema().get("type");
        }

        private static Object widen(Object value) {
            return value instanceof Integer small ? Long.valueOf(small) : value;
        }

        private static String shorten(String text) {
            return text.length() <= 40 ? text : text.substring(0, 40) + "...";
        }
    }
}
