package dev.mixlab.web.http;

import dev.mixlab.web.http.Problem.BrokenRule;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a JSON schema found wrong into inputs and rules for people to read. */
final class SchemaErrors {

    /** Keywords that only say that something below them is wrong. */
    private static final Set<String> WRAPPERS =
            Set.of("$ref", "properties", "items", "prefixItems", "allOf", "additionalProperties");

    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"");

    private SchemaErrors() {}

    /**
     * The rules that a value breaks.
     *
     * @param found what validation said of it
     * @param name name of the value: a parameter's name, or "" for a body, whose fields are named by their path
     */
    static List<BrokenRule> of(OutputUnit found, String name) {
        List<OutputUnit> errors = found.getErrors() == null ? List.of() : found.getErrors();
        List<BrokenRule> rules = errors.stream()
                .filter(error ->
                        isUnknownField(error) ? isNotKnownWrong(error, errors) : !WRAPPERS.contains(keyword(error)))
                .map(error -> rule(error, name))
                .distinct()
                .toList();
        return rules.isEmpty() ? List.of(new BrokenRule(name.isEmpty() ? "body" : name, "is not valid")) : rules;
    }

    private static BrokenRule rule(OutputUnit error, String name) {
        String path = path(error.getInstanceLocation());
        String input = name.isEmpty() || path.isEmpty() ? name + path : name + "." + path;
        String text = String.valueOf(error.getError());
        return switch (keyword(error)) {
            case "required" -> new BrokenRule(join(input, quoted(text)), "is missing");
            case "additionalProperties" -> new BrokenRule(orBody(input), "is not a known field");
            case "type" ->
                new BrokenRule(
                        orBody(input),
                        text.replaceFirst("Instance type (\\S+) is invalid. Expected ", "is of type $1, not "));
            case "enum" ->
                new BrokenRule(orBody(input), text.replace("Instance does not match any of", "is not one of"));
            case "uniqueItems" ->
                new BrokenRule(orBody(input), text.replace("Duplicate items at indexes", "has the same at"));
            case "minItems", "maxItems" -> new BrokenRule(orBody(input), text.replace("( + ", "("));
            default -> new BrokenRule(orBody(input), text);
        };
    }

    private static boolean isUnknownField(OutputUnit error) {
        return keyword(error).equals("additionalProperties");
    }

    /** A field whose value breaks a rule is reported as unknown too, and so is every field around it. */
    private static boolean isNotKnownWrong(OutputUnit unknown, List<OutputUnit> errors) {
        String field = unknown.getInstanceLocation();
        return errors.stream()
                .filter(error -> !WRAPPERS.contains(keyword(error)) || isUnknownField(error))
                .noneMatch(error -> error.getInstanceLocation().startsWith(field + "/")
                        || (error.getInstanceLocation().equals(field) && !isUnknownField(error)));
    }

    private static String keyword(OutputUnit error) {
        String location = String.valueOf(error.getKeywordLocation());
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** "#/fineTuning/epochs" as "fineTuning.epochs". */
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
