package dev.mixlab.weights;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What transformers wants to know beside tokenizer.json.
 *
 * @param config the content of tokenizer_config.json
 * @param specialTokens the content of special_tokens_map.json
 */
record TokenizerSettings(ObjectNode config, ObjectNode specialTokens) {

    /** Per role the texts that play it in the WordPiece and the byte-level vocabularies of the published models. */
    static final Map<String, List<String>> ROLES = roles();

    /** Keys of tokenizer.json's normalizer that transformers would otherwise overrule with defaults of its own. */
    static final Map<String, String> NORMALIZER_KEYS = normalizerKeys();

    /** Values of model_type whose positions are counted from behind the padding id on, as in RoBERTa. */
    private static final Set<String> POSITIONS_FOLLOW_PADDING = Set.of("roberta", "xlm-roberta", "camembert");

    private static final int ROBERTA_PADDING = 1;

    private static final Pattern ARCHITECTURE = Pattern.compile("(\\w+?)(For\\w+|Model)");

    /** The class of the tokenizer by model_type, for a configuration that names no class of the model. */
    private static final Map<String, String> TOKENIZER_CLASSES = Map.of(
            "bert", "BertTokenizer",
            "roberta", "RobertaTokenizer",
            "electra", "ElectraTokenizer",
            "distilbert", "DistilBertTokenizer",
            "albert", "AlbertTokenizer",
            "xlm-roberta", "XLMRobertaTokenizer",
            "camembert", "CamembertTokenizer");

    /** In the order in which they are written: a map that is made with Map.of has another order in every process. */
    private static Map<String, String> normalizerKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("lowercase", "do_lower_case");
        keys.put("strip_accents", "strip_accents");
        keys.put("handle_chinese_chars", "tokenize_chinese_chars");
        return Collections.unmodifiableMap(keys);
    }

    private static Map<String, List<String>> roles() {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        roles.put("bos_token", List.of("<s>"));
        roles.put("eos_token", List.of("</s>"));
        roles.put("unk_token", List.of("[UNK]", "<unk>"));
        roles.put("sep_token", List.of("[SEP]", "</s>"));
        roles.put("pad_token", List.of("[PAD]", "<pad>"));
        roles.put("cls_token", List.of("[CLS]", "<s>"));
        roles.put("mask_token", List.of("[MASK]", "<mask>"));
        return Collections.unmodifiableMap(roles);
    }

    static TokenizerSettings of(JsonNode modelConfig, JsonNode tokenizer) {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode special = JSON.createObjectNode();
        ROLES.forEach((role, texts) -> added(tokenizer, texts).ifPresent(token -> {
            String text = token.path("content").asText();
            config.put(role, text);
            special.set(role, token.path("lstrip").asBoolean() ? describe(token) : special.textNode(text));
        }));
        ObjectNode decoder = config.putObject("added_tokens_decoder");
        for (JsonNode token : tokenizer.path("added_tokens")) {
            decoder.set(
                    token.path("id").asText(),
                    describe(token).put("special", token.path("special").asBoolean()));
        }
        config.put("clean_up_tokenization_spaces", false);
        config.put("model_max_length", longestInput(modelConfig));
        config.put("tokenizer_class", tokenizerClass(modelConfig));
        JsonNode normalizer = tokenizer.path("normalizer");
        NORMALIZER_KEYS.forEach((from, to) -> {
            if (normalizer.has(from)) {
                config.set(to, normalizer.get(from));
            }
        });
        JsonNode preTokenizer = tokenizer.path("pre_tokenizer");
        if (preTokenizer.has("add_prefix_space")) {
            config.set("add_prefix_space", preTokenizer.get("add_prefix_space"));
        }
        return new TokenizerSettings(config, special);
    }

    private static Optional<JsonNode> added(JsonNode tokenizer, List<String> texts) {
        for (JsonNode token : tokenizer.path("added_tokens")) {
            if (texts.contains(token.path("content").asText())) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode describe(JsonNode token) {
        ObjectNode description = JSON.createObjectNode();
        description.put("content", token.path("content").asText());
        for (String flag : List.of("lstrip", "normalized", "rstrip", "single_word")) {
            description.put(flag, token.path(flag).asBoolean());
        }
        return description;
    }

    /** Positions from the padding index on are not for tokens where a family counts them from behind it. */
    private static int longestInput(JsonNode config) {
        int positions = config.path("max_position_embeddings").asInt(512);
        return POSITIONS_FOLLOW_PADDING.contains(config.path("model_type").asText())
                ? positions - config.path("pad_token_id").asInt(ROBERTA_PADDING) - 1
                : positions;
    }

    /** The class of the model's family, which transformers names like the model itself: BertForMaskedLM, BertTokenizer. */
    private static String tokenizerClass(JsonNode config) {
        Matcher architecture =
                ARCHITECTURE.matcher(config.path("architectures").path(0).asText());
        if (architecture.matches()) {
            return architecture.group(1) + "Tokenizer";
        }
        return TOKENIZER_CLASSES.getOrDefault(config.path("model_type").asText(), "PreTrainedTokenizerFast");
    }
}
