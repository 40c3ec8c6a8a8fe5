package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The input of a context-mixing method: one layer's activations over one batch, and the model that they come from. */
public final class LayerContext {

    private final ModelContext model;
    private final int layer;
    private final TokenBatch batch;
    private final LayerTrace trace;
    private final Memo batchMemo;
    private final @Nullable NDArray targets;
    private final Memo memo = new Memo();

    public LayerContext(ModelContext model, int layer, TokenBatch batch, LayerTrace trace, Memo batchMemo) {
        this(model, layer, batch, trace, batchMemo, null);
    }

    private LayerContext(
            ModelContext model,
            int layer,
            TokenBatch batch,
            LayerTrace trace,
            Memo batchMemo,
            @Nullable NDArray targets) {
        this.model = model;
        this.layer = layer;
        this.batch = batch;
        this.trace = trace;
        this.batchMemo = batchMemo;
        this.targets = targets;
    }

    /** Returns the index of the layer, from 0. */
    public int layer() {
        return layer;
    }

    public TokenBatch batch() {
        return batch;
    }

    /** Returns the ids of the sequences, for messages and for random scores. */
    public List<String> ids() {
        return examples().ids();
    }

    public BatchExamples examples() {
        return batchMemo.get(BatchExamples.class, () -> BatchExamples.numbered(batch.size()));
    }

    public LayerTrace trace() {
        return trace;
    }

    /** Returns the number of rows R to compute, for which the trace has activations: that of the tokens, or 1 for the target only. */
    public int rows() {
        return Math.toIntExact(trace.out().getShape().get(1));
    }

    /** Returns the token of each row, R of them for each sequence in turn. */
    public int[] tokensOfRows() {
        int tokens = batch.tokens();
        return targets == null
                ? IntStream.range(0, batch.size() * tokens)
                        .map(row -> row % tokens)
                        .toArray()
                : Arrays.stream(targets.toLongArray())
                        .mapToInt(Math::toIntExact)
                        .toArray();
    }

    /** Returns the context of the same layer with the rows of the targets [B, 1] alone. */
    public LayerContext only(NDArray chosen) {
        return new LayerContext(model, layer, batch, trace.only(chosen), batchMemo, chosen);
    }

    /** Returns the layer's weights; the arrays belong to the model. */
    public LayerWeights weights() {
        return model.model().weights(layer);
    }

    public MaskedLanguageModel model() {
        return model.model();
    }

    public ModelContext modelContext() {
        return model;
    }

    /** Returns the memo of this layer and batch. */
    public Memo memo() {
        return memo;
    }

    /**
     * Returns the memo that goes with this batch through all layers. Arrays in it must be detached by {@link
     * dev.mixlab.encoder.engine.ArrayScope} to the batch's manager, and are closed by whoever replaces them.
     */
    public Memo batchMemo() {
        return batchMemo;
    }
}
