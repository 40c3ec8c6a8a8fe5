package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.StrictMapper;
import dev.mixlab.text.SpecialTokenTexts;
import dev.mixlab.text.TokenRole;
import dev.mixlab.weights.tensor.Refusal;
import dev.mixlab.weights.tensor.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A tokenizer as one tokenizer.json that says everything by itself.
 *
 * @param name name of the file with the vocabulary
 * @param content the bytes of the tokenizer.json; those of the file where nothing beside it overrules it
 * @param notes sentences about what was overruled or has no effect
 */
public record TokenizerFile(String name, byte[] content, List<String> notes) {

    public TokenizerFile {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a tokenizer.json as transformers does: the settings beside it overrule its normalizer and its treatment of the first
     * blank, and name its special tokens.
     *
     * @throws dev.mixlab.common.WeightFileException if a file is broken, or they contradict one another about a token
     */
    static TokenizerFile open(Path file, SettingFiles settings) {
        byte[] bytes = withoutMark(StrictJson.readBytes(file, SettingFiles.LARGEST), file);
        if (settings.isEmpty()) {
            return new TokenizerFile(TokenizerFolder.FILE, bytes, List.of());
        }
        ObjectNode tokenizer = StrictJson.parse(file.toString(), "the file", bytes);
        List<String> notes = new ArrayList<>();
        boolean changed = SettingOverrules.apply(tokenizer, settings, notes);
        try {
            changed |= nameTokens(tokenizer, settings, notes);
        } catch (InvalidInputException refused) {
            throw Refusal.of(settings.folder().toString(), String.valueOf(refused.getMessage()), refused);
        }
        return new TokenizerFile(TokenizerFolder.FILE, changed ? write(tokenizer) : bytes, notes);
    }

    /** The tokenizer library refuses a byte-order mark. */
    private static byte[] withoutMark(byte[] bytes, Path file) {
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
        return marked ? StrictJson.text(file.toString(), "the file", bytes).getBytes(StandardCharsets.UTF_8) : bytes;
    }

    /** A tokenizer that was made of a vocabulary and the settings beside it. */
    static TokenizerFile of(ObjectNode tokenizer, String name, ConvertedTokens tokens, List<String> notes) {
        note(tokenizer, new SpecialTokenTexts(tokenizer), tokens.texts());
        return new TokenizerFile(name, write(tokenizer), notes);
    }

    private static boolean nameTokens(ObjectNode tokenizer, SettingFiles settings, List<String> notes) {
        SpecialTokenTexts texts = new SpecialTokenTexts(tokenizer);
        SettingOverrules.requireSameIds(texts, settings, notes);
        Map<TokenRole, String> named = new EnumMap<>(TokenRole.class);
        for (TokenRole role : TokenRole.values()) {
            String text = SettingFiles.text(settings.token(role.key()));
            if (!text.isEmpty()) {
                SettingOverrules.requireRole(texts, role, text, notes);
                named.put(role, text);
            }
        }
        return note(tokenizer, texts, named);
    }

    /** Notes the roles that the file does not tell by itself, and returns whether there are any. */
    private static boolean note(ObjectNode tokenizer, SpecialTokenTexts texts, Map<TokenRole, String> named) {
        boolean noted = false;
        for (Map.Entry<TokenRole, String> role : named.entrySet()) {
            if (texts.has(role.getValue()) && !texts.tells(role.getKey(), role.getValue())) {
                SpecialTokenTexts.set(tokenizer, role.getKey(), role.getValue());
                noted = true;
            }
        }
        return noted;
    }

    private static byte[] write(JsonNode tokenizer) {
        try {
            return StrictMapper.JSON.writeValueAsBytes(tokenizer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }
}
