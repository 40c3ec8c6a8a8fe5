package dev.mixlab.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.common.TokenizerVocabulary;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tokenizer.json as transformers reads it: settings of tokenizer_config.json and special_tokens_map.json beside it overrule
 * its normalizer and name its special tokens.
 *
 * @param content the bytes of a tokenizer.json that says the same by itself; those of the file where nothing overrules it
 * @param notes sentences about what was overruled or has no effect
 */
public record TokenizerFile(byte[] content, List<String> notes) {

    private static final long LARGEST = 64L << 20;
    private static final String SETTINGS = "tokenizer_config.json";
    private static final String SPECIAL = "special_tokens_map.json";

    /** Roles that a masked language model needs; transformers knows others, which may be unused. */
    private static final List<String> NEEDED =
            List.of("mask_token", "pad_token", "cls_token", "sep_token", "unk_token");

    /**
     * Reads a tokenizer.json and the two files beside it, as far as they are there.
     *
     * @throws dev.mixlab.common.WeightFileException if one is broken, or they contradict one another about a special token
     */
    public static TokenizerFile open(Path file) {
        byte[] bytes = StrictJson.readBytes(file, LARGEST);
        JsonNode settings = beside(file, SETTINGS);
        JsonNode special = beside(file, SPECIAL);
        if (settings.isEmpty() && special.isEmpty()) {
            return new TokenizerFile(bytes, List.of());
        }
        ObjectNode tokenizer = StrictJson.parse(file.toString(), "the file", bytes);
        for (String role : NEEDED) {
            String text = role(file, role, settings, special);
            if (!text.isEmpty()) {
                requireRole(file, tokenizer, role, text);
            }
        }
        List<String> notes = new ArrayList<>();
        boolean changed = overrule(tokenizer, settings, notes);
        return new TokenizerFile(changed ? write(tokenizer) : bytes, List.copyOf(notes));
    }

    private static JsonNode beside(Path file, String name) {
        Path other = file.resolveSibling(name);
        return Files.exists(other) ? StrictJson.read(other, LARGEST) : StrictMapper.JSON.createObjectNode();
    }

    /** The text of a role; empty where neither file names it. */
    private static String role(Path file, String role, JsonNode settings, JsonNode special) {
        String first = text(settings.path(role));
        String second = text(special.path(role));
        if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
            throw Refusal.of(
                    file.resolveSibling(SETTINGS).toString(),
                    "%s is %s, but %s in %s"
                            .formatted(role, Refusal.printable(first), Refusal.printable(second), SPECIAL));
        }
        return first.isEmpty() ? second : first;
    }

    private static String text(JsonNode token) {
        return token.isTextual() ? token.textValue() : token.path("content").asText("");
    }

    private static void requireRole(Path file, JsonNode tokenizer, String role, String text) {
        List<String> known = TokenizerSettings.ROLES.getOrDefault(role, List.of());
        String used = known.stream()
                .filter(name -> has(tokenizer, name))
                .findFirst()
                .orElse("none of " + String.join(" and ", known));
        if (!used.equals(text)) {
            throw Refusal.of(
                    file.toString(),
                    "%s is %s in %s or %s, but %s in this file as it is read here"
                            .formatted(role, Refusal.printable(text), SETTINGS, SPECIAL, used));
        }
    }

    private static boolean has(JsonNode tokenizer, String text) {
        if (TokenizerVocabulary.of(tokenizer).containsKey(text)) {
            return true;
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            if (text.equals(added.path("content").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Sets keys of BERT's normalizer as the classes of transformers for BERT do; other classes leave a normalizer alone. */
    private static boolean overrule(ObjectNode tokenizer, JsonNode settings, List<String> notes) {
        JsonNode normalizer = tokenizer.path("normalizer");
        boolean followed = normalizer.path("type").asText().equals("BertNormalizer")
                && !settings.path("tokenizer_class").asText().startsWith("PreTrainedTokenizer");
        boolean changed = false;
        for (Map.Entry<String, String> key : TokenizerSettings.NORMALIZER_KEYS.entrySet()) {
            JsonNode wanted = settings.path(key.getValue());
            JsonNode present = normalizer.path(key.getKey());
            boolean said = wanted.isBoolean() || (wanted.isNull() && present.isBoolean());
            if (said && followed && !wanted.equals(present)) {
                ((ObjectNode) normalizer).set(key.getKey(), wanted);
                notes.add("%s is %s in %s, which is followed as in transformers; tokenizer.json alone has %s"
                        .formatted(key.getValue(), wanted, SETTINGS, present.isMissingNode() ? "nothing" : present));
                changed = true;
            } else if (wanted.isBoolean() && present.isBoolean() && !wanted.equals(present)) {
                notes.add("%s is %s in %s, but %s in tokenizer.json, which is followed"
                        .formatted(key.getValue(), wanted, SETTINGS, present));
            }
        }
        return changed;
    }

    private static byte[] write(JsonNode tokenizer) {
        try {
            return StrictMapper.JSON.writeValueAsBytes(tokenizer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }
}
