package dev.mixlab.realsize;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.weights.ClasspathModel;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tokenizers with as many pieces as a published model has; pieces that no text contains fill them up. */
final class RealSizeTokenizer {

    private RealSizeTokenizer() {}

    /** Returns the tokenizer of a built-in model with further pieces. */
    static byte[] extended(String model, int vocabulary) throws IOException {
        ObjectNode tokenizer =
                (ObjectNode) JSON.readTree(ClasspathModel.open(model).tokenizer());
        ObjectNode pieces = (ObjectNode) tokenizer.path("model").path("vocab");
        for (int id = pieces.size(); id < vocabulary; id++) {
            pieces.put(filler(id), id);
        }
        return JSON.writeValueAsBytes(tokenizer);
    }

    /** Returns a unigram tokenizer whose pieces are the words of the sample data, of other texts, and single letters. */
    static byte[] ofWords(int vocabulary, List<String> texts) throws IOException {
        List<String> specials = List.of("<s>", "<pad>", "</s>", "<unk>");
        Set<String> pieces = new LinkedHashSet<>();
        Stream<String> samples = SampleData.create().examples().stream()
                .map(example -> example.sentence().text());
        Stream.concat(samples, texts.stream())
                .flatMap(text -> Stream.of(text.split("[^A-Za-z]+")))
                .filter(word -> !word.isEmpty())
                .forEach(word -> pieces.add("▁" + word));
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,'?!-▁"
                .chars()
                .forEach(letter -> pieces.add(Character.toString(letter)));
        ObjectNode tokenizer = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = tokenizer.putArray("added_tokens");
        ObjectNode model = tokenizer.putObject("model").put("type", "Unigram").put("unk_id", 3);
        ArrayNode vocab = model.putArray("vocab");
        specials.forEach(piece -> vocab.addArray().add(piece).add(0.0));
        pieces.forEach(piece -> vocab.addArray().add(piece).add(piece.length() > 1 ? -8.0 : -20.0));
        for (int id = vocab.size(); id < vocabulary - 1; id++) {
            vocab.addArray().add(filler(id)).add(-30.0);
        }
        vocab.addArray().add("<mask>").add(0.0);
        for (int id = 0; id < specials.size(); id++) {
            added.add(special(id, specials.get(id), false));
        }
        added.add(special(vocabulary - 1, "<mask>", true));
        tokenizer
                .putObject("pre_tokenizer")
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "always")
                .put("split", true);
        tokenizer
                .putObject("decoder")
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "always")
                .put("split", true);
        tokenizer.set("post_processor", template());
        return JSON.writeValueAsBytes(tokenizer);
    }

    private static String filler(int id) {
        return "\uE000" + id;
    }

    private static ObjectNode special(int id, String content, boolean takesBlank) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", takesBlank)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
    }

    private static ObjectNode template() throws IOException {
        return (ObjectNode) JSON.readTree("""
                {"type": "TemplateProcessing",
                 "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                            {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                 "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                          {"SpecialToken": {"id": "</s>", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}},
                          {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                 "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
                                    "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}}
                """);
    }
}
