package dev.mixlab.encoder.parameters;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of a checkpoint's tensors beside the names of a family. The encoder's tensors may lack the family's prefix, as those of
 * {@code BertModel} do, and the head may be missing.
 */
public final class CheckpointNames {

    /** Tensors that GPTQ, AWQ, bitsandbytes and compressed-tensors put beside, or in place of, a matrix. */
    private static final Pattern QUANTISED = Pattern.compile(
            ".*\\.(qweight|qzeros|SCB|absmax|nested_absmax|quant_map|weight_packed|weight_scale|weight_zero_point)");

    private final WeightNames names;
    private final Set<String> stored;

    private CheckpointNames(WeightNames names, Set<String> stored) {
        this.names = names;
        this.stored = stored;
    }

    /** Reads the names of a stored model, whatever they are. */
    public static CheckpointNames of(WeightNames names, ModelSource source) {
        return new CheckpointNames(
                names, source.tensors().stream().map(TensorInfo::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Returns whether any part of a masked-LM head is there. */
    public boolean hasHead() {
        return any(names.head()::owns);
    }

    /**
     * Returns the name under which a parameter is stored. A parameter that is not stored keeps its name.
     *
     * @throws WeightFileException when it is there twice, with and without the prefix
     */
    public String stored(String parameter) {
        String bare = names.withoutPrefix(parameter);
        if (!bare.equals(parameter) && stored.contains(bare)) {
            if (stored.contains(parameter)) {
                throw new WeightFileException("tensor %s: there twice, as %s too".formatted(parameter, bare));
            }
            return bare;
        }
        String copy = names.head().decoder() + ".bias";
        return parameter.equals(names.head().bias()) && !stored.contains(parameter) && stored.contains(copy)
                ? copy
                : parameter;
    }

    /** Returns the stored tensors that belong to no parameter of a model, its tied copies left out. */
    public Set<String> unused(Collection<String> parameters) {
        Set<String> used = new HashSet<>();
        parameters.forEach(parameter -> used.add(stored(parameter)));
        HeadNames head = names.head();
        used.addAll(List.of(head.decoder() + ".weight", head.decoder() + ".bias", head.bias()));
        return stored.stream().filter(name -> !used.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the text in a tensor's name where the index of a layer belongs; null where the tensor is not one of a layer's. */
    @Nullable String layerIndex(String tensor) {
        String index = names.layers().indexIn(tensor);
        return index == null ? names.layers().indexIn(names.prefix() + tensor) : index;
    }

    /** What the checkpoint is and what can be done, or null where it has an encoder of the family. */
    @Nullable String problem() {
        if (any(name -> name.matches(".*\\b(lora_(A|B|embedding_A|embedding_B)|lora_magnitude_vector)\\b.*"))) {
            return "the tensors are those of a LoRA adapter, without which the model is another; merge them into the model "
                    + "(merge_and_unload of PEFT) and save it again";
        }
        if (!hasHead() && any(name -> name.startsWith("discriminator_predictions."))) {
            return "this is the discriminator of ELECTRA, which tells replaced words and predicts none; the generator of the same "
                    + "model is needed, such as google/electra-base-generator beside google/electra-base-discriminator";
        }
        if (any(name -> name.contains(".crossattention."))) {
            return "the layers have cross-attention, which takes in a second text; only encoders of one text are supported, so save "
                    + "the model without it (add_cross_attention false)";
        }
        String quantised = stored.stream()
                .filter(name -> QUANTISED.matcher(name).matches())
                .findFirst()
                .orElse(null);
        if (quantised != null) {
            return "the tensors are those of a quantised model, such as %s; take the model before quantisation, or save it again in "
                            .formatted(quantised)
                    + "float32 or float16";
        }
        if (any(name -> name.endsWith(".distance_embedding.weight"))) {
            return "the layers have embeddings of distances, so the model was trained with relative positions; take a model that was "
                    + "trained with absolute positions";
        }
        String words = names.embeddings().words();
        if (!stored.contains(words) && !stored.contains(names.withoutPrefix(words))) {
            return "the word embeddings are missing: there is neither %s nor %s, but for example %s"
                    .formatted(
                            words,
                            names.withoutPrefix(words),
                            stored.stream().limit(2).toList());
        }
        return null;
    }

    private boolean any(Predicate<String> condition) {
        return stored.stream().anyMatch(condition);
    }
}
