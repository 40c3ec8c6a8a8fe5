package dev.mixlab.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.text.learn.WordPieceLearner;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A BERT of two layers with seeded random weights and a vocabulary for the sample data. */
public class ToyModel implements ModelSource {

    public static final String ID = "toy";

    private static final int VOCABULARY = 1500;
    private static final byte[] TOKENIZER = learnTokenizer();

    private final Map<String, Tensor> tensors = new TreeMap<>();

    public ToyModel() {
        try (MaskedLanguageModel model =
                MaskedLanguageModel.random(EncoderFamilies.of("bert").config(config()), 7, Precision.FLOAT32)) {
            model.export().forEach(tensor -> tensors.put(tensor.name(), tensor));
        }
    }

    private static byte[] learnTokenizer() {
        List<AgreementExample> examples = SampleData.create().examples();
        Stream<String> sentences =
                examples.stream().map(example -> example.sentence().text());
        List<String> whole = examples.stream()
                .flatMap(example -> Stream.of(example.good(), example.bad()))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        return WordPieceLearner.learn(sentences, VOCABULARY, whole);
    }

    @Override
    public String origin() {
        return "toy model";
    }

    @Override
    public JsonNode config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("model_type", "bert");
        config.put("vocab_size", VOCABULARY);
        config.put("hidden_size", 16);
        config.put("num_hidden_layers", 2);
        config.put("num_attention_heads", 2);
        config.put("intermediate_size", 32);
        config.put("max_position_embeddings", 64);
        config.put("type_vocab_size", 2);
        config.put("layer_norm_eps", 1e-12);
        config.put("hidden_act", "gelu");
        config.put("hidden_dropout_prob", 0.1);
        config.put("attention_probs_dropout_prob", 0.1);
        config.put("pad_token_id", 0);
        config.put("initializer_range", 0.2);
        return config;
    }

    @Override
    public boolean hasTokenizer() {
        return true;
    }

    @Override
    public byte[] tokenizer() {
        return TOKENIZER.clone();
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.values().stream().map(Tensor::info).toList();
    }

    @Override
    public Tensor read(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the toy model has no tensor " + name);
        }
        return tensor;
    }
}
