package dev.mixlab.training.pretraining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A pre-trained model in memory, with its weights rounded to 16 bits. */
public final class PretrainedModel implements ModelSource {

    private final ObjectNode config;
    private final byte[] tokenizer;
    private final SortedMap<String, Tensor> weights = new TreeMap<>();

    /** Creates a model from its parts; the weights may have any floating-point type. */
    public PretrainedModel(ObjectNode config, byte[] tokenizer, List<Tensor> weights) {
        this.config = config;
        this.tokenizer = tokenizer.clone();
        weights.forEach(tensor -> this.weights.put(tensor.name(), tensor.as(DataType.F16)));
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
        return true;
    }

    @Override
    public byte[] tokenizer() {
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
