package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies beside the vocabulary of a tokenizer. A file that is not there is an empty object.
 *
 * @param folder the folder of the files
 * @param config the content of tokenizer_config.json
 * @param special the content of special_tokens_map.json
 * @param added the content of added_tokens.json, which older versions of transformers have written: ids by token
 */
record SettingFiles(Path folder, ObjectNode config, ObjectNode special, ObjectNode added) {

    static final String CONFIG = "tokenizer_config.json";
    static final String SPECIAL = "special_tokens_map.json";
    static final String ADDED = "added_tokens.json";

    /** The most bytes of a file of a tokenizer. */
    static final long LARGEST = 64L << 20;

    static SettingFiles of(Path folder) {
        return new SettingFiles(folder, read(folder, CONFIG), read(folder, SPECIAL), read(folder, ADDED));
    }

    private static ObjectNode read(Path folder, String name) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? StrictJson.read(file, LARGEST) : StrictMapper.JSON.createObjectNode();
    }

    /** The files that are there. */
    List<Path> files() {
        return Stream.of(CONFIG, SPECIAL, ADDED)
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
    }

    boolean isEmpty() {
        return config.isEmpty() && special.isEmpty() && added.isEmpty();
    }

    /**
     * The token of a role: its text, or an object with its text and what is peculiar to it; missing or null where neither file
     * names it.
     *
     * @throws dev.mixlab.common.WeightFileException if the files name different ones
     */
    JsonNode token(String role) {
        String first = text(config.path(role));
        String second = text(special.path(role));
        if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
            throw refused("%s is %s, but %s in %s"
                    .formatted(role, Refusal.printable(first), Refusal.printable(second), SPECIAL));
        }
        return second.isEmpty() || config.path(role).isObject() ? config.path(role) : special.path(role);
    }

    /** The text of a token; empty where there is none. */
    static String text(JsonNode token) {
        return token.isTextual() ? token.textValue() : token.path("content").asText("");
    }

    /** A setting that is true or false, or its usual value where it is not there. */
    boolean flag(String key, boolean usual) {
        JsonNode value = config.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw refused("%s is %s, not true or false".formatted(key, Refusal.printable(value.toString())));
        }
        return value.asBoolean(usual);
    }

    /** Whether accents are removed; null where that follows from the treatment of case. */
    JsonNode stripAccents() {
        JsonNode value = config.path("strip_accents");
        if (value.isMissingNode()) {
            return config.nullNode();
        }
        if (!value.isBoolean() && !value.isNull()) {
            throw refused(
                    "strip_accents is %s, not true, false or null".formatted(Refusal.printable(value.toString())));
        }
        return value;
    }

    private RuntimeException refused(String rule) {
        return Refusal.of(folder.resolve(CONFIG).toString(), rule);
    }
}
