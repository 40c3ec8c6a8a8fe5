package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.SpecialTokenTexts;
import dev.mixlab.text.TokenRole;
import dev.mixlab.weights.tensor.Refusal;
import java.util.List;
import java.util.Map;

/** What the settings beside a tokenizer.json change in it, and where they contradict it. */
final class SettingOverrules {

    private static final String PREFIX_SPACE = "add_prefix_space";

    private SettingOverrules() {}

    /** Changes the parts that transformers changes, and returns whether there are any. */
    static boolean apply(ObjectNode tokenizer, SettingFiles settings, List<String> notes) {
        boolean normalizer = normalizer(tokenizer, settings, notes);
        return prefixSpace(tokenizer, settings, notes) || normalizer;
    }

    /** Sets keys of BERT's normalizer as the classes of transformers for BERT do; other classes leave a normalizer alone. */
    private static boolean normalizer(ObjectNode tokenizer, SettingFiles settings, List<String> notes) {
        JsonNode normalizer = tokenizer.path("normalizer");
        boolean followed = normalizer.path("type").asText().equals("BertNormalizer")
                && !settings.config().path("tokenizer_class").asText().startsWith("PreTrainedTokenizer");
        boolean changed = false;
        for (Map.Entry<String, String> key : TokenizerSettings.NORMALIZER_KEYS.entrySet()) {
            JsonNode wanted = settings.config().path(key.getValue());
            JsonNode present = normalizer.path(key.getKey());
            boolean said = wanted.isBoolean() || (wanted.isNull() && present.isBoolean());
            if (said && followed && !wanted.equals(present)) {
                ((ObjectNode) normalizer).set(key.getKey(), wanted);
                notes.add(followed(key.getValue(), wanted, present));
                changed = true;
            } else if (wanted.isBoolean() && present.isBoolean() && !wanted.equals(present)) {
                notes.add("%s is %s in %s, but %s in %s, which is followed"
                        .formatted(key.getValue(), wanted, SettingFiles.CONFIG, present, TokenizerFolder.FILE));
            }
        }
        return changed;
    }

    private static boolean prefixSpace(ObjectNode tokenizer, SettingFiles settings, List<String> notes) {
        JsonNode wanted = settings.config().path(PREFIX_SPACE);
        JsonNode present = tokenizer.path("pre_tokenizer").path(PREFIX_SPACE);
        if (!wanted.isBoolean() || !present.isBoolean() || wanted.equals(present)) {
            return false;
        }
        notes.add(followed(PREFIX_SPACE, wanted, present));
        for (String part : List.of("pre_tokenizer", "post_processor")) {
            if (tokenizer.path(part).has(PREFIX_SPACE)) {
                ((ObjectNode) tokenizer.path(part)).set(PREFIX_SPACE, wanted);
            }
        }
        return true;
    }

    private static String followed(String key, JsonNode wanted, JsonNode present) {
        return "%s is %s in %s, which is followed as in transformers; %s alone has %s"
                .formatted(
                        key,
                        wanted,
                        SettingFiles.CONFIG,
                        TokenizerFolder.FILE,
                        present.isMissingNode() ? "nothing" : present);
    }

    /** Refuses a special token that the tokenizer.json does not have, or for which it uses another. */
    static void requireRole(SpecialTokenTexts texts, TokenRole role, String text, List<String> notes) {
        String where = "%s is %s in %s or %s"
                .formatted(role.key(), Refusal.printable(text), SettingFiles.CONFIG, SettingFiles.SPECIAL);
        if (!texts.has(text)) {
            throw refused("%s, but no token of this file".formatted(where));
        }
        String used = Refusal.printable(texts.used(role));
        if (used.isEmpty() || used.equals(Refusal.printable(text))) {
            return;
        }
        if (role == TokenRole.MASK || role == TokenRole.PAD) {
            notes.add("%s, which is followed; %s has %s too".formatted(where, TokenizerFolder.FILE, used));
        } else {
            throw refused("%s, but this file uses %s".formatted(where, used));
        }
    }

    /** Refuses added tokens with other ids than in the tokenizer.json, and reports those that it does not have. */
    static void requireSameIds(SpecialTokenTexts texts, SettingFiles settings, List<String> notes) {
        settings.config()
                .path("added_tokens_decoder")
                .properties()
                .forEach(token -> requireSameId(
                        texts, SettingFiles.text(token.getValue()), token.getKey(), SettingFiles.CONFIG, notes));
        settings.added()
                .properties()
                .forEach(token ->
                        requireSameId(texts, token.getKey(), token.getValue().toString(), SettingFiles.ADDED, notes));
    }

    private static void requireSameId(
            SpecialTokenTexts texts, String text, String id, String file, List<String> notes) {
        String present = texts.id(text);
        if (present.isEmpty()) {
            notes.add("%s has the token %s, which %s lacks; it is not added"
                    .formatted(file, Refusal.printable(text), TokenizerFolder.FILE));
        } else if (!present.equals(id)) {
            throw refused("%s is %s in this file and %s in %s; one token must have one id"
                    .formatted(Refusal.printable(text), present, Refusal.printable(id), file));
        }
    }

    private static InvalidInputException refused(String rule) {
        return new InvalidInputException(TokenizerFolder.FILE + ": " + rule);
    }
}
