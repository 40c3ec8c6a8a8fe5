package dev.mixlab.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.List;

/**
 * The parts of a model wherever they are stored: configuration, tokenizer and weights. Names of tensors are the
 * modern ones of {@link TensorNames}, whatever the store calls them. A broken part is refused with a
 * {@link dev.mixlab.common.WeightFileException} that names where it came from, the tensor, and the rule.
 */
public interface ModelSource extends TensorSource {

    /** Returns the origin of the model for messages, which is a path or an id. */
    String origin();

    /** Where its weights come from, for messages about tensors: a file where there is one. */
    default String weightsOrigin() {
        return origin();
    }

    /** The configuration, with the keys of Hugging Face's config.json; a copy of its own for each caller. */
    JsonNode config();

    /** Returns whether there is a tokenizer. */
    boolean hasTokenizer();

    /** The bytes of tokenizer.json; refused with an InvalidInputException when there is none. */
    byte[] tokenizer();

    /** Every stored tensor, ordered by name. */
    @Override
    List<TensorInfo> tensors();

    /** One tensor, all of whose elements are finite numbers. */
    @Override
    Tensor read(String name);

    /** Hash of configuration, tokenizer and weights; the same for the same model in any store, as 64 hex digits. */
    default String sha256() {
        return ModelHash.of(this);
    }
}
