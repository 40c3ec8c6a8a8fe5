package dev.mixlab.run.card;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as they stand in a model card, whatever characters they have. */
final class CardText {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*<>|\\[\\]]");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9.-]*");

    /** Words that YAML does not read as text. */
    private static final Set<String> OTHER_VALUES = Set.of("true", "false", "yes", "no", "y", "n", "on", "off", "null");

    private CardText() {}

    /** Returns a JSON string, which YAML reads as it is. */
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a string can be written as JSON", impossible);
        }
    }

    /** Returns a text that Markdown shows as it is, in a table as well. */
    static String plain(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** Returns the line of the front matter that names a licence; empty for a licence that is not known. */
    static String licenceLine(@Nullable String licence) {
        if (licence == null) {
            return "";
        }
        boolean plain = IDENTIFIER.matcher(licence).matches() && !OTHER_VALUES.contains(licence);
        return "license: %s\n".formatted(plain ? licence : quoted(licence));
    }

    /** Returns a share with four digits. */
    static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
