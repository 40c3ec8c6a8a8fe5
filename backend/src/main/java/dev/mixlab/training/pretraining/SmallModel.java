package dev.mixlab.training.pretraining;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.TokenIds;
import dev.mixlab.text.learn.ByteLevelBpeLearner;
import dev.mixlab.text.learn.WordPieceLearner;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The small models that this project pre-trains, one per family, with 6 layers, hidden size 128, 4 heads, and sentences of up to 64
 * tokens.
 */
public enum SmallModel {
    BERT("BertForMaskedLM", 64, 2, 1e-12),
    ROBERTA("RobertaForMaskedLM", 66, 1, 1e-5),
    ELECTRA("ElectraForMaskedLM", 64, 2, 1e-12);

    private final String architecture;
    private final int positions;
    private final int types;
    private final double epsilon;

    SmallModel(String architecture, int positions, int types, double epsilon) {
        this.architecture = architecture;
        this.positions = positions;
        this.types = types;
        this.epsilon = epsilon;
    }

    /** Returns the small model of a family. */
    public static SmallModel of(String family) {
        return Stream.of(values())
                .filter(model -> model.family().equals(family))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException("family %s: bert, roberta and electra are known".formatted(family)));
    }

    /** Returns the family's name. */
    public String family() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Learns a tokenizer of the family's kind, in which each of the words {@code whole} is a single piece. */
    public byte[] learnTokenizer(Stream<String> sentences, int vocabulary, List<String> whole) {
        return this == ROBERTA
                ? ByteLevelBpeLearner.learn(sentences, vocabulary, whole)
                : WordPieceLearner.learn(sentences, vocabulary, whole);
    }

    /** Creates the config.json that belongs to a tokenizer.json. */
    public ObjectNode config(byte[] tokenizer) {
        ObjectNode config = JSON.createObjectNode();
        config.putArray("architectures").add(architecture);
        config.put("model_type", family());
        config.put("attention_probs_dropout_prob", 0.1);
        config.put("hidden_act", "gelu");
        config.put("hidden_dropout_prob", 0.1);
        config.put("hidden_size", 128);
        if (this == ELECTRA) {
            config.put("embedding_size", 64);
        }
        config.put("initializer_range", 0.02);
        config.put("intermediate_size", 512);
        config.put("layer_norm_eps", epsilon);
        config.put("max_position_embeddings", positions);
        config.put("num_attention_heads", 4);
        config.put("num_hidden_layers", 6);
        config.put("position_embedding_type", "absolute");
        config.put("type_vocab_size", types);
        if (this == ROBERTA) {
            config.put("bos_token_id", id(tokenizer, "<s>"));
            config.put("eos_token_id", id(tokenizer, "</s>"));
        }
        config.put("pad_token_id", id(tokenizer, this == ROBERTA ? "<pad>" : "[PAD]"));
        config.put("vocab_size", vocabulary(tokenizer));
        return config;
    }

    /** Returns the number of ids of a tokenizer.json, which is one more than the largest. */
    private static int vocabulary(byte[] tokenizer) {
        return TokenIds.largest(tokenizer) + 1;
    }

    private static int id(byte[] tokenizer, String token) {
        for (JsonNode added : json(tokenizer).path("added_tokens")) {
            if (added.path("content").asText().equals(token)) {
                return added.get("id").intValue();
            }
        }
        throw new InvalidInputException("tokenizer.json: special token %s is not among added_tokens".formatted(token));
    }

    private static JsonNode json(byte[] tokenizer) {
        try {
            return JSON.readTree(tokenizer);
        } catch (IOException broken) {
            throw new InvalidInputException("tokenizer.json: " + broken.getMessage(), broken);
        }
    }
}
