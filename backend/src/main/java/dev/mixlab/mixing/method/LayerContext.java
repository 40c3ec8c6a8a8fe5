package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a method sees: one layer's activations over one batch, and the model that they come from. */
public final class LayerContext {

    private final ModelContext model;
    private final int layer;
    private final TokenBatch batch;
    private final LayerTrace trace;
    private final Memo passing;
    private final @Nullable NDArray targets;
    private final Memo sharing = new Memo();

    public LayerContext(ModelContext model, int layer, TokenBatch batch, LayerTrace trace, Memo passing) {
        this(model, layer, batch, trace, passing, null);
    }

    private LayerContext(
            ModelContext model,
            int layer,
            TokenBatch batch,
            LayerTrace trace,
            Memo passing,
            @Nullable NDArray targets) {
        this.model = model;
        this.layer = layer;
        this.batch = batch;
        this.trace = trace;
        this.passing = passing;
        this.targets = targets;
    }

    /** Index of the layer, from 0. */
    public int layer() {
        return layer;
    }

    public TokenBatch batch() {
        return batch;
    }

    /** What the sequences of the batch are called, for messages and for what is drawn at random. */
    public List<String> ids() {
        return members().ids();
    }

    public Members members() {
        return carried(Members.class, () -> Members.numbered(batch.size()));
    }

    public LayerTrace trace() {
        return trace;
    }

    /** Number of rows R to form: as many as tokens, or 1 for the target's alone; the trace has the activations of these. */
    public int rows() {
        return Math.toIntExact(trace.out().getShape().get(1));
    }

    /** Which token each row is, R of them for each sequence in turn. */
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

    /** The same layer with the rows of the targets [B, 1] alone. */
    public LayerContext only(NDArray chosen) {
        return new LayerContext(model, layer, batch, trace.only(chosen), passing, chosen);
    }

    /** The layer's weights; the arrays belong to the model. */
    public LayerWeights weights() {
        return model.model().weights(layer);
    }

    public MaskedLanguageModel model() {
        return model.model();
    }

    public ModelContext modelContext() {
        return model;
    }

    /** The one thing of that type of this layer and batch, made when it is first asked for. */
    public <T> T shared(Class<T> type, Supplier<T> make) {
        return sharing.get(type, make);
    }

    /**
     * The one thing of that type that goes with this batch through all layers, made at the first. Arrays in it must be
     * made by {@link dev.mixlab.encoder.engine.ArrayScope#lasting} in the batch's manager, and are closed by whoever replaces them.
     */
    public <T> T carried(Class<T> type, Supplier<T> make) {
        return passing.get(type, make);
    }

    /**
     * The sequences of a batch.
     *
     * @param ids one id per sequence
     * @param examples what is scored; empty where only maps are made
     */
    public record Members(List<String> ids, List<EncodedExample> examples) {

        public Members {
            ids = List.copyOf(ids);
            examples = List.copyOf(examples);
        }

        public static Members of(List<EncodedExample> examples) {
            return new Members(examples.stream().map(EncodedExample::id).toList(), examples);
        }

        private static Members numbered(int size) {
            List<String> ids =
                    IntStream.range(0, size).mapToObj(Integer::toString).toList();
            return new Members(ids, List.of());
        }

        /** Some of the sequences. */
        public Members part(int from, int end) {
            return new Members(ids.subList(from, end), examples.isEmpty() ? examples : examples.subList(from, end));
        }
    }
}
