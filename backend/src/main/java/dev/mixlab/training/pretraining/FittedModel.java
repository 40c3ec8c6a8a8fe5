package dev.mixlab.training.pretraining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.family.EncoderFamily;
import dev.mixlab.encoder.parameters.CheckpointNames;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stored encoder together with a fitted head, as a masked language model of its family: all names have the family's prefix, and
 * config.json names the class. The encoder's tensors are read from where they are stored, byte by byte; those of other heads are left
 * out.
 */
public final class FittedModel implements ModelSource {

    private final ModelSource encoder;
    private final EncoderFamily family;
    private final CheckpointNames names;
    private final SortedMap<String, TensorInfo> tensors = new TreeMap<>();
    private final Map<String, Tensor> head;

    /**
     * Creates the model.
     *
     * @param encoder the stored encoder
     * @param fitted the same encoder with its fitted head, whose values are copied
     */
    public FittedModel(ModelSource encoder, MaskedLanguageModel fitted) {
        this.encoder = encoder;
        family = fitted.config().family();
        names = CheckpointNames.of(family.weights(), encoder);
        head = fitted.exportHead().stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        Map<String, TensorInfo> stored =
                encoder.tensors().stream().collect(Collectors.toMap(TensorInfo::name, Function.identity()));
        for (String parameter : fitted.encoder().getParameters().keys()) {
            Tensor ofHead = head.get(parameter);
            TensorInfo info = ofHead == null ? stored.get(names.stored(parameter)) : ofHead.info();
            if (info == null) {
                throw new WeightFileException("%s: tensor %s: missing".formatted(encoder.weightsOrigin(), parameter));
            }
            tensors.put(parameter, info.named(parameter));
        }
    }

    @Override
    public String origin() {
        return encoder.origin() + " with a fitted head";
    }

    @Override
    public JsonNode config() {
        ObjectNode config = encoder.config().deepCopy();
        config.putArray("architectures").add(family.architecture());
        config.put("tie_word_embeddings", true);
        return config;
    }

    @Override
    public boolean hasTokenizer() {
        return encoder.hasTokenizer();
    }

    @Override
    public byte[] tokenizer() {
        return encoder.tokenizer();
    }

    @Override
    public List<TensorInfo> tensors() {
        return List.copyOf(tensors.values());
    }

    @Override
    public Tensor read(String name) {
        Tensor ofHead = head.get(name);
        if (ofHead != null) {
            return ofHead;
        }
        if (!tensors.containsKey(name)) {
            throw new WeightFileException("%s: tensor %s: missing".formatted(origin(), name));
        }
        return encoder.read(names.stored(name)).named(name);
    }
}
