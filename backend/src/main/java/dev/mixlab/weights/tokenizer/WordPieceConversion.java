package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.text.TokenRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the tokenizer.json of a WordPiece vocabulary (Schuster and Nakajima 2012) and its settings, as transformers does for
 * BertTokenizer and those that are like it ({@code BertConverter} in {@code convert_slow_tokenizer.py}).
 */
final class WordPieceConversion {

    static final String VOCABULARY = "vocab.txt";

    /** Settings of the slow tokenizers that have no effect on the fast ones, which transformers prefers. */
    private static final List<String> WITHOUT_EFFECT = List.of("never_split", "do_basic_tokenize");

    private static final int LONGEST_WORD = 100;

    private WordPieceConversion() {}

    static TokenizerFile convert(SettingFiles settings) {
        Path file = settings.folder().resolve(VOCABULARY);
        VocabularyFile vocabulary = VocabularyFile.ofLines(file);
        ConvertedTokens tokens = new ConvertedTokens(settings, vocabulary, usual());
        ObjectNode tokenizer = StrictMapper.JSON.createObjectNode();
        tokenizer.put("version", "1.0").putNull("truncation").putNull("padding");
        tokenizer.set("added_tokens", tokens.list());
        tokenizer
                .putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", settings.flag("tokenize_chinese_chars", true))
                .<ObjectNode>set("strip_accents", settings.stripAccents())
                .put("lowercase", settings.flag("do_lower_case", true));
        tokenizer.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        tokenizer.set("post_processor", postProcessor(tokens));
        tokenizer
                .putObject("decoder")
                .put("type", "WordPiece")
                .put("prefix", "##")
                .put("cleanup", true);
        ObjectNode model = tokenizer.putObject("model").put("type", "WordPiece");
        model.put("unk_token", tokens.text(TokenRole.UNKNOWN)).put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", LONGEST_WORD);
        vocabulary.ids().forEach(model.putObject("vocab")::put);
        return TokenizerFile.of(tokenizer, VOCABULARY, tokens, notes(settings, vocabulary));
    }

    private static Map<TokenRole, JsonNode> usual() {
        Map<TokenRole, JsonNode> usual = new EnumMap<>(TokenRole.class);
        for (TokenRole role : TokenRole.values()) {
            usual.put(role, StrictMapper.JSON.getNodeFactory().textNode(role.wordPiece()));
        }
        return usual;
    }

    /** A template for one text and one for two, whose second text has segments of type 1. */
    private static ObjectNode postProcessor(ConvertedTokens tokens) {
        String begin = tokens.text(TokenRole.BEGIN);
        String end = tokens.text(TokenRole.END);
        ObjectNode processor = StrictMapper.JSON.createObjectNode().put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        piece(single, "SpecialToken", begin, 0);
        piece(single, "Sequence", "A", 0);
        piece(single, "SpecialToken", end, 0);
        ArrayNode pair = processor.putArray("pair").addAll(single.deepCopy());
        piece(pair, "Sequence", "B", 1);
        piece(pair, "SpecialToken", end, 1);
        ObjectNode special = processor.putObject("special_tokens");
        for (TokenRole role : List.of(TokenRole.BEGIN, TokenRole.END)) {
            ObjectNode token = special.putObject(tokens.text(role)).put("id", tokens.text(role));
            token.putArray("ids").add(tokens.id(role));
            token.putArray("tokens").add(tokens.text(role));
        }
        return processor;
    }

    private static void piece(ArrayNode pieces, String kind, String id, int type) {
        pieces.addObject().putObject(kind).put("id", id).put("type_id", type);
    }

    private static List<String> notes(SettingFiles settings, VocabularyFile vocabulary) {
        List<String> notes = new ArrayList<>(vocabulary.notes());
        WITHOUT_EFFECT.stream()
                .filter(settings.config()::hasNonNull)
                .filter(key -> !settings.config().path(key).asBoolean(false))
                .forEach(key -> notes.add("%s in %s has no effect, as in the fast tokenizers of transformers"
                        .formatted(key, SettingFiles.CONFIG)));
        return notes;
    }
}
