package dev.mixlab.weights.tensor;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON objects of model files: UTF-8, one object and nothing behind it, no key twice, of bounded size. */
public final class StrictJson {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private StrictJson() {}

    /** The object in a file of at most {@code limit} bytes. */
    public static ObjectNode read(Path file, long limit) {
        return parse(file.toString(), "the file", readBytes(file, limit));
    }

    /** The bytes of a file of at most {@code limit} bytes. */
    public static byte[] readBytes(Path file, long limit) {
        String origin = file.toString();
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(origin, "there is no such file");
        }
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw Refusal.of(origin, "%s bytes, more than the %s allowed".formatted(size, limit));
            }
            byte[] bytes = Files.readAllBytes(file);
            Placeholder.refuse(ByteSource.of(origin, bytes));
            return bytes;
        } catch (IOException failure) {
            throw Refusal.of(origin, "the file cannot be read", failure);
        }
    }

    /** Parses one object; {@code part} says in messages what of the file it is. */
    public static ObjectNode parse(String origin, String part, byte[] bytes) {
        String text = text(origin, part, bytes);
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            long column =
                    broken.getLocation() == null ? 0 : broken.getLocation().getCharOffset();
            throw Refusal.of(origin, "%s is not valid JSON (at character %s)".formatted(part, column), broken);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.of(origin, part + " is not a JSON object");
    }

    /** Decodes UTF-8 without a byte-order mark, which editors of Windows put at the start of a file. */
    public static String text(String origin, String part, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw Refusal.of(origin, part + " is not UTF-8 text", broken);
        }
    }
}
