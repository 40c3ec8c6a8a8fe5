package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the post_processor of a tokenizer.json puts around a text.
 *
 * @param begin token before the text
 * @param end token behind the text
 */
record TokenFrame(String begin, String end) {

    /** Returns the frame, or null where the post_processor does not put one token on each side. */
    static @Nullable TokenFrame of(JsonNode postProcessor) {
        return switch (postProcessor.path("type").asText()) {
            case "BertProcessing", "RobertaProcessing" ->
                frame(
                        postProcessor.path("cls").path(0).asText(),
                        postProcessor.path("sep").path(0).asText());
            case "TemplateProcessing" -> ofTemplate(postProcessor);
            case "Sequence" -> {
                TokenFrame found = null;
                for (JsonNode part : postProcessor.path("processors")) {
                    found = found == null ? of(part) : found;
                }
                yield found;
            }
            default -> null;
        };
    }

    private static @Nullable TokenFrame ofTemplate(JsonNode template) {
        JsonNode single = template.path("single");
        if (single.size() != 3) {
            return null;
        }
        return frame(token(template, single.path(0)), token(template, single.path(2)));
    }

    /** A template names its tokens by keys of its own, which usually are their texts. */
    private static String token(JsonNode template, JsonNode piece) {
        String key = piece.path("SpecialToken").path("id").asText();
        JsonNode tokens = template.path("special_tokens").path(key).path("tokens");
        return tokens.size() == 1 ? tokens.path(0).asText() : "";
    }

    private static @Nullable TokenFrame frame(String begin, String end) {
        return begin.isEmpty() || end.isEmpty() ? null : new TokenFrame(begin, end);
    }
}
