package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tokens of a tokenizer.json play which role. The file says so of the tokens before and behind a text and of the unknown
 * token; of mask and padding it does not. Where tokenizer_config.json names others than their texts give away, the roles are
 * kept in a key that the format does not have, so that one file says everything; it never leaves the program.
 */
public final class SpecialTokenTexts {

    private static final String KEY = "special_token_roles";

    private final JsonNode tokenizer;
    private final TokenizerVocabulary vocabulary;

    /** Creates the view of a tokenizer.json whose tokens have one id each. */
    public SpecialTokenTexts(JsonNode tokenizer) {
        this(tokenizer, TokenizerVocabulary.of(tokenizer));
    }

    SpecialTokenTexts(JsonNode tokenizer, TokenizerVocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
    }

    /** Returns whether there is a token of this text. */
    public boolean has(String text) {
        return vocabulary.has(text);
    }

    /** Returns the id of a token in digits, or an empty text if there is no such token. */
    public String id(String text) {
        Integer id = vocabulary.id(text);
        return id == null ? "" : id.toString();
    }

    /**
     * Returns the token of a role, or an empty text where nothing tells.
     *
     * @throws dev.mixlab.common.InvalidInputException if several tokens claim the role
     */
    public String of(TokenRole role) {
        String named = tokenizer.path(KEY).path(role.key()).asText("");
        if (!named.isEmpty()) {
            return named;
        }
        String stated = stated(role);
        if (!stated.isEmpty()) {
            return stated;
        }
        List<String> texts = byText(role);
        if (texts.size() > 1) {
            throw TokenizerVocabulary.refused("has both %s; name the right one as %s in tokenizer_config.json"
                    .formatted(String.join(" and ", texts), role.key()));
        }
        return texts.isEmpty() ? byWord(role) : texts.get(0);
    }

    /** The published texts of a role that are there; special tokens alone where there are such. */
    private List<String> byText(TokenRole role) {
        List<String> special =
                role.published().stream().filter(vocabulary.special()::contains).toList();
        return special.isEmpty()
                ? role.published().stream().filter(vocabulary::has).toList()
                : special;
    }

    /** Returns whether the file by itself tells that a token, and no other, plays a role. */
    public boolean tells(TokenRole role, String text) {
        boolean clear = byText(role).size() < 2 || !stated(role).isEmpty();
        return clear && of(role).equals(text);
    }

    /** Returns the token that the file by itself uses for a role or has for it; empty where there is none or a choice of two. */
    public String used(TokenRole role) {
        String stated = stated(role);
        List<String> texts = byText(role);
        return !stated.isEmpty() || texts.size() != 1 ? stated : texts.get(0);
    }

    /** Returns a sentence on each token whose role is known by a word in its text only. */
    public static List<String> guesses(byte[] tokenizerJson) {
        SpecialTokenTexts texts = new SpecialTokenTexts(SpecialTokens.parse(tokenizerJson));
        return Stream.of(TokenRole.MASK, TokenRole.PAD)
                .filter(texts::isGuess)
                .map(role -> "no file names the %s; it is taken to be %s".formatted(role.key(), texts.of(role)))
                .toList();
    }

    /** Returns whether the token of a role is known by a word in its text only, because nothing names it. */
    private boolean isGuess(TokenRole role) {
        return tokenizer.path(KEY).path(role.key()).asText("").isEmpty()
                && stated(role).isEmpty()
                && byText(role).isEmpty()
                && !byWord(role).isEmpty();
    }

    /** What the parts of the file state that use the token. */
    private String stated(TokenRole role) {
        JsonNode model = tokenizer.path("model");
        return switch (role) {
            case MASK -> "";
            case PAD -> tokenizer.path("padding").path("pad_token").asText("");
            case BEGIN, END -> {
                TokenFrame frame = TokenFrame.of(tokenizer.path("post_processor"));
                yield frame == null ? "" : role == TokenRole.BEGIN ? frame.begin() : frame.end();
            }
            case UNKNOWN -> {
                String byId = model.path("unk_id").isInt()
                        ? vocabulary.text(model.path("unk_id").intValue())
                        : null;
                yield byId == null ? model.path("unk_token").asText("") : byId;
            }
        };
    }

    /** The only special token with the role's word in its text; empty where there are none or several. */
    private String byWord(TokenRole role) {
        List<String> texts = vocabulary.special().stream()
                .filter(text -> !role.word().isEmpty() && containsWord(text, role.word()))
                .toList();
        return texts.size() == 1 ? texts.get(0) : "";
    }

    private static boolean containsWord(String text, String word) {
        for (int start = 0; start + word.length() <= text.length(); start++) {
            if (text.regionMatches(true, start, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /** Notes in a tokenizer.json which token plays a role. */
    public static void set(ObjectNode tokenizer, TokenRole role, String text) {
        tokenizer.withObjectProperty(KEY).put(role.key(), text);
    }

    /** Returns whether {@link #set} has noted anything. */
    public static boolean isNoted(JsonNode tokenizer) {
        return tokenizer.has(KEY);
    }

    /** Removes what {@link #set} has noted. */
    public static void clear(ObjectNode tokenizer) {
        tokenizer.remove(KEY);
    }
}
