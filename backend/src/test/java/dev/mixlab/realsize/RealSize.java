package dev.mixlab.realsize;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sizes of published models. The names of the tensors are those of their model cards' files, written down
 * here independently of the program's own tables of names.
 */
enum RealSize {
    /** google-bert/bert-base-uncased: 109.5 million parameters. */
    BERT_BASE("bert", "BertForMaskedLM", "tiny-bert", 30_522, 768, 768, 12, 3_072, 512, 2),
    /** FacebookAI/roberta-base: 124.7 million parameters. */
    ROBERTA_BASE("roberta", "RobertaForMaskedLM", "tiny-roberta", 50_265, 768, 768, 12, 3_072, 514, 1),
    /** FacebookAI/xlm-roberta-base: 278 million parameters. */
    XLM_ROBERTA_BASE("xlm-roberta", "XLMRobertaForMaskedLM", "words", 250_002, 768, 768, 12, 3_072, 514, 1),
    /** google/electra-base-generator: 33.5 million parameters. */
    ELECTRA_BASE_GENERATOR("electra", "ElectraForMaskedLM", "tiny-electra", 30_522, 768, 256, 4, 1_024, 512, 2),
    /** albert/albert-base-v2: 11.7 million parameters, one layer applied twelve times. */
    ALBERT_BASE("albert", "AlbertForMaskedLM", "words", 30_000, 128, 768, 12, 3_072, 512, 2);

    private static final int LAYERS = 12;

    private final String family;
    private final String architecture;
    private final String tokenizer;
    private final int vocabulary;
    private final int embedding;
    private final int hidden;
    private final int heads;
    private final int inner;
    private final int positions;
    private final int segments;

    RealSize(
            String family,
            String architecture,
            String tokenizer,
            int vocabulary,
            int embedding,
            int hidden,
            int heads,
            int inner,
            int positions,
            int segments) {
        this.family = family;
        this.architecture = architecture;
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.embedding = embedding;
        this.hidden = hidden;
        this.heads = heads;
        this.inner = inner;
        this.positions = positions;
        this.segments = segments;
    }

    /** Returns the size called, for example, {@code bert-base}. */
    static RealSize of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    int vocabulary() {
        return vocabulary;
    }

    /** The built-in model whose tokenizer is extended to the vocabulary, or {@code words} for pieces of whole words. */
    String tokenizer() {
        return tokenizer;
    }

    private boolean beginsWithBos() {
        return tokenizer.equals("words") || family.equals("roberta");
    }

    ObjectNode config() {
        ObjectNode config = JSON.createObjectNode()
                .put("model_type", family)
                .put("vocab_size", vocabulary)
                .put("hidden_size", hidden)
                .put("num_hidden_layers", LAYERS)
                .put("num_attention_heads", heads)
                .put("intermediate_size", inner)
                .put("max_position_embeddings", positions)
                .put("type_vocab_size", segments)
                .put("layer_norm_eps", family.contains("roberta") ? 1e-5 : 1e-12)
                .put("hidden_act", family.equals("albert") ? "gelu_new" : "gelu")
                .put("hidden_dropout_prob", family.equals("albert") ? 0.0 : 0.1)
                .put("attention_probs_dropout_prob", family.equals("albert") ? 0.0 : 0.1)
                .put("initializer_range", 0.02)
                .put("pad_token_id", beginsWithBos() ? 1 : 0)
                .put("torch_dtype", "float32");
        config.putArray("architectures").add(architecture);
        if (beginsWithBos()) {
            config.put("bos_token_id", 0).put("eos_token_id", 2);
        }
        if (embedding != hidden || family.equals("electra")) {
            config.put("embedding_size", embedding);
        }
        if (family.equals("albert")) {
            config.put("num_hidden_groups", 1).put("inner_group_num", 1);
        }
        return config;
    }

    /** Shapes of all tensors by name, outermost extent first. */
    Map<String, List<Long>> tensors() {
        Shapes shapes = new Shapes();
        String prefix = family.contains("roberta") ? "roberta" : family;
        String embeddings = prefix + ".embeddings.";
        shapes.matrix(embeddings + "word_embeddings.weight", vocabulary, embedding);
        shapes.matrix(embeddings + "position_embeddings.weight", positions, embedding);
        shapes.matrix(embeddings + "token_type_embeddings.weight", segments, embedding);
        shapes.norm(embeddings + "LayerNorm", embedding);
        switch (family) {
            case "albert" -> albertLayer(shapes);
            default -> {
                if (embedding != hidden) {
                    shapes.linear(prefix + ".embeddings_project", hidden, embedding);
                }
                for (int layer = 0; layer < LAYERS; layer++) {
                    layer(shapes, prefix + ".encoder.layer." + layer + ".");
                }
            }
        }
        head(shapes);
        return shapes.byName;
    }

    private void layer(Shapes shapes, String layer) {
        for (String part : List.of("query", "key", "value")) {
            shapes.linear(layer + "attention.self." + part, hidden, hidden);
        }
        shapes.linear(layer + "attention.output.dense", hidden, hidden);
        shapes.norm(layer + "attention.output.LayerNorm", hidden);
        shapes.linear(layer + "intermediate.dense", inner, hidden);
        shapes.linear(layer + "output.dense", hidden, inner);
        shapes.norm(layer + "output.LayerNorm", hidden);
    }

    private void albertLayer(Shapes shapes) {
        shapes.linear("albert.encoder.embedding_hidden_mapping_in", hidden, embedding);
        String layer = "albert.encoder.albert_layer_groups.0.albert_layers.0.";
        for (String part : List.of("query", "key", "value", "dense")) {
            shapes.linear(layer + "attention." + part, hidden, hidden);
        }
        shapes.norm(layer + "attention.LayerNorm", hidden);
        shapes.linear(layer + "ffn", inner, hidden);
        shapes.linear(layer + "ffn_output", hidden, inner);
        shapes.norm(layer + "full_layer_layer_norm", hidden);
    }

    private void head(Shapes shapes) {
        switch (family) {
            case "bert" -> {
                shapes.linear("cls.predictions.transform.dense", embedding, hidden);
                shapes.norm("cls.predictions.transform.LayerNorm", embedding);
                shapes.vector("cls.predictions.bias", vocabulary);
            }
            case "electra" -> {
                shapes.linear("generator_predictions.dense", embedding, hidden);
                shapes.norm("generator_predictions.LayerNorm", embedding);
                shapes.vector("generator_lm_head.bias", vocabulary);
            }
            case "albert" -> {
                shapes.linear("predictions.dense", embedding, hidden);
                shapes.norm("predictions.LayerNorm", embedding);
                shapes.vector("predictions.bias", vocabulary);
            }
            default -> {
                shapes.linear("lm_head.dense", embedding, hidden);
                shapes.norm("lm_head.layer_norm", embedding);
                shapes.vector("lm_head.bias", vocabulary);
            }
        }
    }

    private static final class Shapes {

        private final Map<String, List<Long>> byName = new LinkedHashMap<>();

        private void matrix(String name, long rows, long columns) {
            byName.put(name, List.of(rows, columns));
        }

        private void vector(String name, long size) {
            byName.put(name, List.of(size));
        }

        private void linear(String name, long outputs, long inputs) {
            matrix(name + ".weight", outputs, inputs);
            vector(name + ".bias", outputs);
        }

        private void norm(String name, long size) {
            vector(name + ".weight", size);
            vector(name + ".bias", size);
        }
    }
}
