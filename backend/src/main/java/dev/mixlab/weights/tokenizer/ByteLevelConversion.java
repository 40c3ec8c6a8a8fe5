package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.text.TokenRole;
import dev.mixlab.weights.tensor.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the tokenizer.json of a byte-level BPE vocabulary (Radford et al. 2019), its merges and its settings, as transformers does
 * for RobertaTokenizer ({@code RobertaConverter} in {@code convert_slow_tokenizer.py}).
 */
final class ByteLevelConversion {

    static final String VOCABULARY = "vocab.json";

    private static final String PREFIX_SPACE = "add_prefix_space";

    private ByteLevelConversion() {}

    static TokenizerFile convert(SettingFiles settings) {
        Path file = settings.folder().resolve(VOCABULARY);
        Path mergesFile = settings.folder().resolve(MergesFile.NAME);
        for (Path part : List.of(file, mergesFile)) {
            if (!Files.isRegularFile(part)) {
                throw Refusal.of(
                        part.toString(),
                        "there is no such file; a byte-level BPE tokenizer needs both %s and %s, or a tokenizer.json"
                                .formatted(VOCABULARY, MergesFile.NAME));
            }
        }
        VocabularyFile vocabulary = VocabularyFile.ofObject(file);
        MergesFile merges = MergesFile.read(mergesFile, vocabulary);
        ConvertedTokens tokens = new ConvertedTokens(settings, vocabulary, usual());
        boolean prefixSpace = settings.flag(PREFIX_SPACE, false);
        ObjectNode tokenizer = StrictMapper.JSON.createObjectNode();
        tokenizer.put("version", "1.0").putNull("truncation").putNull("padding");
        tokenizer.set("added_tokens", tokens.list());
        tokenizer.putNull("normalizer");
        tokenizer.set("pre_tokenizer", byteLevel(prefixSpace));
        tokenizer.set("post_processor", postProcessor(tokens, prefixSpace));
        tokenizer.set("decoder", byteLevel(true));
        tokenizer.set("model", model(vocabulary, merges));
        return TokenizerFile.of(tokenizer, VOCABULARY, tokens, notes(settings, merges));
    }

    /** The mask of RoBERTa stands for a word with the blank before it. */
    private static Map<TokenRole, JsonNode> usual() {
        Map<TokenRole, JsonNode> usual = new EnumMap<>(TokenRole.class);
        for (TokenRole role : TokenRole.values()) {
            usual.put(
                    role,
                    StrictMapper.JSON
                            .createObjectNode()
                            .put("content", role.byteLevel())
                            .put("lstrip", role == TokenRole.MASK));
        }
        return usual;
    }

    private static ObjectNode byteLevel(boolean prefixSpace) {
        return StrictMapper.JSON
                .createObjectNode()
                .put("type", "ByteLevel")
                .put(PREFIX_SPACE, prefixSpace)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private static ObjectNode postProcessor(ConvertedTokens tokens, boolean prefixSpace) {
        ObjectNode processor = StrictMapper.JSON.createObjectNode().put("type", "RobertaProcessing");
        processor.putArray("sep").add(tokens.text(TokenRole.END)).add(tokens.id(TokenRole.END));
        processor.putArray("cls").add(tokens.text(TokenRole.BEGIN)).add(tokens.id(TokenRole.BEGIN));
        return processor.put("trim_offsets", true).put(PREFIX_SPACE, prefixSpace);
    }

    private static ObjectNode model(VocabularyFile vocabulary, MergesFile merges) {
        ObjectNode model = StrictMapper.JSON
                .createObjectNode()
                .put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .put("continuing_subword_prefix", "")
                .put("end_of_word_suffix", "")
                .put("fuse_unk", false)
                .put("byte_fallback", false);
        vocabulary.ids().forEach(model.putObject("vocab")::put);
        ArrayNode rules = model.putArray("merges");
        merges.merges().forEach(pair -> rules.addArray().add(pair.left()).add(pair.right()));
        return model;
    }

    private static List<String> notes(SettingFiles settings, MergesFile merges) {
        List<String> notes = new ArrayList<>();
        if (!merges.hasVersion()) {
            notes.add(
                    "%s does not begin with #version: its first line is read as a merge, which slow tokenizers of transformers pass over"
                            .formatted(MergesFile.NAME));
        }
        if (settings.config().path("do_lower_case").asBoolean()) {
            notes.add("do_lower_case in %s has no effect on a byte-level BPE tokenizer, as in transformers"
                    .formatted(SettingFiles.CONFIG));
        }
        return notes;
    }
}
