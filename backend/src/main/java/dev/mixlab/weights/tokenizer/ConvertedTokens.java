package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.text.TokenRole;
import dev.mixlab.weights.tensor.Refusal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The added tokens of a tokenizer that is made of a vocabulary and the settings beside it: those that the settings add, and the
 * special tokens, whether or not they are in the vocabulary.
 */
final class ConvertedTokens {

    private static final String DECODER = "added_tokens_decoder";
    private static final String MORE = "additional_special_tokens";
    private static final List<String> UNUSED_ROLES = List.of("bos_token", "eos_token");

    private final SettingFiles settings;
    private final VocabularyFile vocabulary;
    private final SortedMap<Integer, ObjectNode> tokens = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<TokenRole, String> texts = new EnumMap<>(TokenRole.class);

    /** Texts of added_tokens.json, which tells nothing but their ids. */
    private final Set<String> plain = new HashSet<>();

    /**
     * Finds the tokens.
     *
     * @param usual the texts of special tokens that the settings do not name
     * @throws dev.mixlab.common.WeightFileException if one is nowhere, or has two ids
     */
    ConvertedTokens(SettingFiles settings, VocabularyFile vocabulary, Map<TokenRole, JsonNode> usual) {
        this.settings = settings;
        this.vocabulary = vocabulary;
        addDeclared();
        usual.forEach((role, token) -> {
            JsonNode named = settings.token(role.key());
            JsonNode used = SettingFiles.text(named).isEmpty() ? token : flagged(named, token);
            texts.put(role, SettingFiles.text(used));
            addSpecial(
                    role.key(),
                    used,
                    role != TokenRole.UNKNOWN || vocabulary.name().endsWith(".txt"));
        });
        UNUSED_ROLES.forEach(role -> addSpecial(role, settings.token(role), false));
        for (JsonNode lists : List.of(settings.config(), settings.special())) {
            for (JsonNode token : lists.path(MORE)) {
                addSpecial(MORE, token, true);
            }
        }
        requireNextIds();
    }

    /** A token that is named by its text alone has the flags of the usual one. */
    private static JsonNode flagged(JsonNode named, JsonNode usual) {
        return named.isTextual() && usual instanceof ObjectNode object
                ? object.deepCopy().put("content", named.textValue())
                : named;
    }

    /** tokenizer_config.json has all added tokens where a newer version of transformers has written it. */
    private void addDeclared() {
        JsonNode decoder = settings.config().path(DECODER);
        for (Map.Entry<String, JsonNode> entry : decoder.properties()) {
            String text = SettingFiles.text(entry.getValue());
            boolean special = entry.getValue().path("special").asBoolean();
            add(SettingFiles.CONFIG, text, id(SettingFiles.CONFIG, text, entry.getKey()), entry.getValue(), special);
        }
        for (Map.Entry<String, JsonNode> entry : settings.added().properties()) {
            int id = id(SettingFiles.ADDED, entry.getKey(), entry.getValue().toString());
            if (ids.getOrDefault(entry.getKey(), -1) != id) {
                add(SettingFiles.ADDED, entry.getKey(), id, entry.getValue(), false);
                plain.add(entry.getKey());
            }
        }
    }

    private int id(String file, String text, String number) {
        if (!number.matches("\\d{1,9}")) {
            throw refused(file, "the id of %s is %s, not a whole number from 0 on".formatted(quoted(text), number));
        }
        return Integer.parseInt(number);
    }

    private void add(String file, String text, int id, JsonNode flags, boolean special) {
        int known = ids.getOrDefault(text, vocabulary.ids().getOrDefault(text, id));
        if (known != id) {
            throw refused(
                    file,
                    "%s is %s, but %s in %s; one token must have one id"
                            .formatted(
                                    quoted(text),
                                    id,
                                    known,
                                    ids.containsKey(text) ? SettingFiles.CONFIG : vocabulary.name()));
        }
        String owner = owner(id);
        if (!owner.isEmpty() && !owner.equals(text)) {
            throw refused(
                    file,
                    "id %s is %s, but %s in %s; one id must mean one token"
                            .formatted(
                                    id,
                                    quoted(text),
                                    quoted(owner),
                                    tokens.containsKey(id) ? file : vocabulary.name()));
        }
        ids.put(text, id);
        tokens.put(id, describe(id, text, flags, special));
    }

    private String owner(int id) {
        if (tokens.containsKey(id)) {
            return tokens.get(id).path("content").asText();
        }
        return vocabulary.ids().entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private void addSpecial(String role, JsonNode token, boolean needed) {
        String text = SettingFiles.text(token);
        List<Integer> lines = vocabulary.repeated().getOrDefault(text, List.of());
        if (!lines.isEmpty()) {
            throw Refusal.of(
                    vocabulary.file().toString(),
                    "%s, the %s, is on lines %s and %s; a special token must have one id"
                            .formatted(Refusal.printable(text), role, lines.get(0), lines.get(1)));
        }
        ObjectNode present = tokens.get(ids.getOrDefault(text, -1));
        Integer id = vocabulary.ids().get(text);
        if (present != null) {
            present.put("special", true);
            if (plain.contains(text)) {
                present.put("normalized", false);
            }
        } else if (id != null) {
            ids.put(text, id);
            tokens.put(id, describe(id, text, token, true));
        } else if (role.equals(MORE) && !text.isEmpty()) {
            int next = next();
            ids.put(text, next);
            tokens.put(next, describe(next, text, token, true));
        } else if (needed) {
            throw Refusal.of(
                    vocabulary.file().toString(),
                    "has no piece %s for the %s; where it is called otherwise, name it in %s"
                            .formatted(Refusal.printable(text), role, SettingFiles.CONFIG));
        }
    }

    private int next() {
        int size = vocabulary.ids().size();
        return tokens.isEmpty() ? size : Math.max(size, tokens.lastKey() + 1);
    }

    /** The tokenizer library numbers tokens that a vocabulary lacks by itself. */
    private void requireNextIds() {
        int next = vocabulary.ids().size();
        for (Map.Entry<Integer, ObjectNode> token : tokens.entrySet()) {
            String text = token.getValue().path("content").asText();
            if (!vocabulary.ids().containsKey(text)) {
                if (token.getKey() != next) {
                    throw refused(
                            plain.contains(text) ? SettingFiles.ADDED : SettingFiles.CONFIG,
                            "%s is %s, but %s is the next free id behind %s"
                                    .formatted(quoted(text), token.getKey(), next, vocabulary.name()));
                }
                next++;
            }
        }
    }

    private static ObjectNode describe(int id, String text, JsonNode flags, boolean special) {
        ObjectNode token = StrictMapper.JSON.createObjectNode().put("id", id).put("content", text);
        for (String flag : List.of("single_word", "lstrip", "rstrip")) {
            token.put(flag, flags.path(flag).asBoolean(false));
        }
        return token.put("normalized", flags.path("normalized").asBoolean(!special))
                .put("special", special);
    }

    private RuntimeException refused(String file, String rule) {
        return Refusal.of(settings.folder().resolve(file).toString(), rule);
    }

    private static String quoted(String text) {
        return "\"" + Refusal.printable(text) + "\"";
    }

    /** The text of the token of a role. */
    String text(TokenRole role) {
        return texts.getOrDefault(role, "");
    }

    /** The texts by role. */
    Map<TokenRole, String> texts() {
        return texts;
    }

    int id(TokenRole role) {
        return ids.getOrDefault(text(role), -1);
    }

    /** The added tokens as a tokenizer.json has them, in order of id. */
    ArrayNode list() {
        ArrayNode list = StrictMapper.JSON.createArrayNode();
        tokens.values().forEach(list::add);
        return list;
    }
}
