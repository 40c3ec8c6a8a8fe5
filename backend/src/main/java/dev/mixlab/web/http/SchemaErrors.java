package dev.mixlab.web.http;

import dev.mixlab.web.http.problem.Problem.InputError;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the result of a JSON schema validation into input errors that people can read. */
final class SchemaErrors {

    /**
     * Keywords whose errors only repeat that something below them is invalid. Fields that are really unknown never come
     * to the validator ({@link BodyBounds}).
     */
    private static final Set<String> WRAPPERS =
            Set.of("$ref", "properties", "items", "prefixItems", "allOf", "additionalProperties");

    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"");

    private SchemaErrors() {}

    /**
     * Lists the errors of one input.
     *
     * @param result result of the validation
     * @param name name of the parameter, or "" for a body, whose fields are named by their path
     */
    static List<InputError> of(OutputUnit result, String name) {
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        List<InputError> inputErrors = errors.stream()
                .filter(error -> !WRAPPERS.contains(keyword(error)))
                .map(error -> inputError(error, name))
                .distinct()
                .toList();
        return inputErrors.isEmpty()
                ? List.of(new InputError(name.isEmpty() ? "body" : name, "is not valid"))
                : inputErrors;
    }

    private static InputError inputError(OutputUnit error, String name) {
        String path = path(error.getInstanceLocation());
        String input = name.isEmpty() || path.isEmpty() ? name + path : name + "." + path;
        String text = String.valueOf(error.getError());
        return switch (keyword(error)) {
            case "required" -> new InputError(join(input, quoted(text)), "is missing");
            case "type" ->
                new InputError(
                        orBody(input),
                        text.replaceFirst("Instance type (\\S+) is invalid. Expected ", "is of type $1, not "));
            case "enum" ->
                new InputError(orBody(input), text.replace("Instance does not match any of", "is not one of"));
            case "minItems", "maxItems" -> new InputError(orBody(input), text.replace("( + ", "("));
            default -> new InputError(orBody(input), text);
        };
    }

    private static String keyword(OutputUnit error) {
        String location = String.valueOf(error.getKeywordLocation());
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Turns "#/fineTuning/epochs" into "fineTuning.epochs". */
    private static String path(String pointer) {
        String path = pointer.replaceFirst("^#?/?", "");
        return path.replace("/", ".").replace("~1", "/").replace("~0", "~");
    }

    private static String quoted(String text) {
        Matcher matcher = QUOTED.matcher(text);
        return matcher.find() ? matcher.group(1) : text;
    }

    private static String join(String parent, String child) {
        return parent.isEmpty() ? child : parent + "." + child;
    }

    private static String orBody(String input) {
        return input.isEmpty() ? "body" : input;
    }
}
