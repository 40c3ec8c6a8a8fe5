package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A model whose parts are in memory, such as one that has just been trained. */
public final class ModelInMemory implements ModelSource {

    private final JsonNode config;
    private final byte @Nullable [] tokenizer;
    private final SortedMap<String, Tensor> weights = new TreeMap<>();

    /**
     * Creates a model from its parts.
     *
     * @param config the configuration
     * @param tokenizer the content of tokenizer.json; null without a tokenizer
     * @param weights all tensors, of any type
     */
    public ModelInMemory(JsonNode config, byte @Nullable [] tokenizer, List<Tensor> weights) {
        this.config = config.deepCopy();
        this.tokenizer = tokenizer == null ? null : tokenizer.clone();
        weights.forEach(tensor -> this.weights.put(tensor.name(), tensor));
    }

    @Override
    public String origin() {
        return "the model just trained";
    }

    @Override
    public JsonNode config() {
        return config.deepCopy();
    }

    @Override
    public boolean hasTokenizer() {
        return tokenizer != null;
    }

    @Override
    public byte[] tokenizer() {
        if (tokenizer == null) {
            throw new InvalidInputException(origin() + ": no tokenizer.json");
        }
        return tokenizer.clone();
    }

    @Override
    public List<TensorInfo> tensors() {
        return weights.values().stream().map(Tensor::info).toList();
    }

    @Override
    public Tensor read(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new WeightFileException("%s: tensor %s: missing".formatted(origin(), name));
        }
        return tensor;
    }
}
