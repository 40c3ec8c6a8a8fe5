package dev.mixlab.weights.tokenizer;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.text.SpecialTokenTexts;
import dev.mixlab.text.TokenRole;
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
public record TokenizerSettings(ObjectNode config, ObjectNode specialTokens) {

    /** The roles in the order in which they are written. The roles of begin and end have a second name in RoBERTa. */
    private static final Map<String, TokenRole> ROLES = roles();

    /** Keys of tokenizer.json's normalizer that transformers would otherwise overrule with defaults of its own. */
    static final Map<String, String> NORMALIZER_KEYS = normalizerKeys();

    /** Values of model_type whose positions are counted from behind the padding id on, as in RoBERTa. */
    private static final Set<String> POSITIONS_FOLLOW_PADDING = Set.of("roberta", "xlm-roberta", "camembert");

    private static final int ROBERTA_PADDING = 1;

    /** Classes that expect WordPiece behind BERT's normalizer. */
    private static final Set<String> WORD_PIECE = Set.of("BertTokenizer", "ElectraTokenizer", "DistilBertTokenizer");

    private static final String GENERAL = "PreTrainedTokenizerFast";

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

    private static Map<String, TokenRole> roles() {
        Map<String, TokenRole> roles = new LinkedHashMap<>();
        roles.put("bos_token", TokenRole.BEGIN);
        roles.put("eos_token", TokenRole.END);
        for (TokenRole role :
                List.of(TokenRole.UNKNOWN, TokenRole.END, TokenRole.PAD, TokenRole.BEGIN, TokenRole.MASK)) {
            roles.put(role.key(), role);
        }
        return Collections.unmodifiableMap(roles);
    }

    /** The settings of a tokenizer.json, whose special tokens are found as everywhere. */
    public static TokenizerSettings of(JsonNode modelConfig, JsonNode tokenizer) {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode special = JSON.createObjectNode();
        String tokenizerClass = tokenizerClass(modelConfig, tokenizer);
        SpecialTokenTexts texts = new SpecialTokenTexts(tokenizer);
        ROLES.forEach((key, role) -> {
            String text = texts.of(role);
            if (!text.isEmpty() && (key.equals(role.key()) || hasTextBounds(tokenizerClass, text))) {
                config.put(key, text);
                special.set(key, peculiar(tokenizer, text).orElse((JsonNode) special.textNode(text)));
            }
        });
        ObjectNode decoder = config.putObject("added_tokens_decoder");
        for (JsonNode token : tokenizer.path("added_tokens")) {
            decoder.set(
                    token.path("id").asText(),
                    describe(token).put("special", token.path("special").asBoolean()));
        }
        config.put("clean_up_tokenization_spaces", false);
        config.put("model_max_length", longestInput(modelConfig));
        config.put("tokenizer_class", tokenizerClass);
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

    /** Classes other than BERT's have tokens for the bounds of a text, which are those around every text. */
    private static boolean hasTextBounds(String tokenizerClass, String text) {
        return !WORD_PIECE.contains(tokenizerClass) || text.equals("<s>") || text.equals("</s>");
    }

    /** The description of an added token that takes the blank before it; its text is enough for any other. */
    private static Optional<JsonNode> peculiar(JsonNode tokenizer, String text) {
        for (JsonNode token : tokenizer.path("added_tokens")) {
            if (text.equals(token.path("content").asText())
                    && token.path("lstrip").asBoolean()) {
                return Optional.of(describe(token));
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

    /**
     * The class of the model's family, which transformers names like the model itself (BertForMaskedLM, BertTokenizer), where the
     * tokenizer is of the kind that this class reads; else the general class, which takes a tokenizer.json as it is.
     */
    private static String tokenizerClass(JsonNode config, JsonNode tokenizer) {
        Matcher architecture =
                ARCHITECTURE.matcher(config.path("architectures").path(0).asText());
        String name = architecture.matches()
                ? architecture.group(1) + "Tokenizer"
                : TOKENIZER_CLASSES.getOrDefault(config.path("model_type").asText(), GENERAL);
        JsonNode model = tokenizer.path("model");
        boolean wordPiece = model.path("type").asText().equals("WordPiece")
                && tokenizer.path("normalizer").isObject();
        boolean fits = WORD_PIECE.contains(name) == wordPiece;
        return model.isMissingNode() || fits ? name : GENERAL;
    }
}
