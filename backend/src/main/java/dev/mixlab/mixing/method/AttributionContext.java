package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** The input of an attribution method: the inputs of all layers over one batch, the examples, and the model. */
public final class AttributionContext {

    private final ModelContext model;
    private final TokenBatch batch;
    private final List<EncodedExample> examples;
    private final List<NDArray> inputs;
    private final AttributionOptions options;
    private final Memo memo;

    public AttributionContext(
            ModelContext model,
            TokenBatch batch,
            List<EncodedExample> examples,
            List<NDArray> inputs,
            AttributionOptions options) {
        this(model, batch, examples, inputs, options, new Memo());
    }

    /** Creates a context that shares the batch's memo with the layer contexts. */
    public AttributionContext(
            ModelContext model,
            TokenBatch batch,
            List<EncodedExample> examples,
            List<NDArray> inputs,
            AttributionOptions options,
            Memo memo) {
        this.model = model;
        this.batch = batch;
        this.examples = List.copyOf(examples);
        this.inputs = List.copyOf(inputs);
        this.options = options;
        this.memo = memo;
    }

    public MaskedLanguageModel model() {
        return model.model();
    }

    public ModelContext modelContext() {
        return model;
    }

    public TokenBatch batch() {
        return batch;
    }

    /** Returns the examples of the batch, which name target, good and bad word. */
    public List<EncodedExample> examples() {
        return examples;
    }

    /** Returns x(0) to x(L), each [B, T, H]; the last is the output of the last layer. */
    public List<NDArray> inputs() {
        return inputs;
    }

    public AttributionOptions options() {
        return options;
    }

    /** Returns the memo of this batch. */
    public Memo memo() {
        return memo;
    }
}
