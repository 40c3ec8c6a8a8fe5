package dev.mixlab.mixing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.SplittableRandom;

/** BERTs of two layers with hidden size 6, two heads and 10 inner units, in which nothing is 0 or 1 by chance. */
public final class TinyModels {

    static final int VOCABULARY = 12;

    private TinyModels() {}

    public static MaskedLanguageModel random(String activation, Precision precision) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("model_type", "bert");
        config.put("vocab_size", VOCABULARY);
        config.put("hidden_size", 6);
        config.put("num_hidden_layers", 2);
        config.put("num_attention_heads", 2);
        config.put("intermediate_size", 10);
        config.put("max_position_embeddings", 16);
        config.put("type_vocab_size", 2);
        config.put("layer_norm_eps", 1e-3);
        config.put("hidden_act", activation);
        config.put("hidden_dropout_prob", 0.1);
        config.put("attention_probs_dropout_prob", 0.1);
        config.put("pad_token_id", 0);
        config.put("initializer_range", 0.5);
        MaskedLanguageModel model =
                MaskedLanguageModel.random(EncoderFamilies.of("bert").config(config), 3, precision);
        SplittableRandom random = new SplittableRandom(11);
        model.replaceParameters(TensorSource.of(
                model.export().stream().map(tensor -> moved(tensor, random)).toList()));
        return model;
    }

    private static Tensor moved(Tensor tensor, SplittableRandom random) {
        float[] values = tensor.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.3 * random.nextGaussian());
        }
        return Tensor.of(tensor.name(), tensor.info().shape(), values);
    }
}
