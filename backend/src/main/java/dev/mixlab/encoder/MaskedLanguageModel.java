package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.Rows;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.AttentionTrace;
import dev.mixlab.encoder.layer.DropoutRates;
import dev.mixlab.encoder.layer.EncoderLayer;
import dev.mixlab.encoder.layer.HeadWeights;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.encoder.parameters.CopiedWeights;
import dev.mixlab.encoder.parameters.RandomWeights;
import dev.mixlab.encoder.parameters.ReinitialisedWeights;
import dev.mixlab.encoder.parameters.StoredWeights;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A masked language model of one of the {@link dev.mixlab.encoder.family.EncoderFamilies}. Its weights live in a manager of its
 * own until it is closed; the results of a method belong to the manager of the batch that it is called with. Methods that
 * compute use the current weights without gradients, even while {@link #encoder()} is being trained.
 */
public final class MaskedLanguageModel implements AutoCloseable {

    private final EncoderConfig config;
    private final Precision precision;
    private final NDManager manager;
    private final Encoder encoder;
    private final ModelParameters parameters;

    /**
     * Creates a model.
     *
     * @param weights makes the source of the parameters, which is read once and whose arrays belong to the manager
     */
    MaskedLanguageModel(EncoderConfig config, Precision precision, Function<NDManager, WeightProvider> weights) {
        this.config = config;
        this.precision = precision;
        manager = TensorEngine.newManager();
        try {
            encoder = ArrayScope.detaching(
                    () -> new Encoder(config, weights.apply(manager)),
                    made -> made.getParameters().values().stream()
                            .map(Parameter::getArray)
                            .toList());
            parameters = ArrayScope.detaching(() -> new ModelParameters(encoder), ModelParameters::arrays);
        } catch (RuntimeException | Error refused) {
            manager.close();
            throw refused;
        }
    }

    /**
     * Loads a stored model with the configuration it comes with.
     *
     * @throws dev.mixlab.common.MixlabException naming file, tensor or key, and the rule it breaks
     */
    public static MaskedLanguageModel load(ModelSource source, Precision precision) {
        return load(source, EncoderConfig.of(source), precision);
    }

    /** Loads a stored model with a configuration that may differ in its dropout rates. */
    public static MaskedLanguageModel load(ModelSource source, EncoderConfig config, Precision precision) {
        return new MaskedLanguageModel(
                config, precision, manager -> new StoredWeights(source, config, manager, precision));
    }

    /** Creates a model with seeded random weights, to be pre-trained or measured. */
    public static MaskedLanguageModel random(EncoderConfig config, long seed, Precision precision) {
        return new MaskedLanguageModel(
                config, precision, manager -> new RandomWeights(config, seed, manager, precision));
    }

    /** Creates an independent model with the current values of all parameters, in any precision. */
    public MaskedLanguageModel copy(Precision other) {
        Map<String, NDArray> values = parameters.byName();
        return new MaskedLanguageModel(
                config, other, owner -> new CopiedWeights(values, hasMaskedLmHead(), owner, other));
    }

    /**
     * Creates an independent model with some parameters drawn anew as those of {@link #random} are, and the current values of all others.
     * What is drawn depends on the seed and the name of the parameter alone.
     *
     * @param isNew whether the parameter of a name is drawn anew
     */
    public MaskedLanguageModel reinitialised(Predicate<String> isNew, long seed) {
        Map<String, NDArray> values = parameters.byName();
        return new MaskedLanguageModel(
                config,
                precision,
                owner -> new ReinitialisedWeights(
                        new CopiedWeights(values, hasMaskedLmHead(), owner, precision),
                        isNew,
                        name -> new RandomWeights(config, 31 * seed + name.hashCode(), owner, precision)));
    }

    public EncoderConfig config() {
        return config;
    }

    public Precision precision() {
        return precision;
    }

    /** Returns the manager that owns the weights. */
    public NDManager manager() {
        return manager;
    }

    /** Returns the block with all parameters, for training. */
    public Encoder encoder() {
        return encoder;
    }

    /**
     * Returns whether the model has a masked-LM head. Without one, everything up to the last hidden states can be computed, and no
     * logits.
     */
    public boolean hasMaskedLmHead() {
        return encoder.hasHead();
    }

    /** Returns the number of elements of all parameters; a decoder that is tied to the word embeddings is counted once. */
    public long parameterCount() {
        return parameters.elements();
    }

    /**
     * Pads sequences of token ids to the longest of them.
     *
     * @throws InvalidInputException for an empty batch or sequence, one longer than the model has positions for, or a
     *     token id outside the vocabulary
     */
    public TokenBatch batch(NDManager scope, List<int[]> sequences) {
        return SequencePadding.pad(config, scope, sequences);
    }

    /** Pads the input ids of examples to the longest of them, as {@link #batch} does. */
    public TokenBatch exampleBatch(NDManager scope, List<EncodedExample> examples) {
        return batch(scope, examples.stream().map(EncodedExample::inputIds).toList());
    }

    /** Computes the embedding output x(0) of a batch [B, T, H]. */
    public NDArray embed(TokenBatch batch) {
        return ArrayScope.returning(() -> encoder.embeddings().forward(batch.ids(), parameters, DropoutRates.NONE));
    }

    /** Computes the term that is added to attention scores [B, 1, 1, T]; null without padding. */
    public @Nullable NDArray attentionMask(TokenBatch batch) {
        return batch.padded()
                ? ArrayScope.returning(() -> Encoder.additiveMask(batch.mask(), precision.dataType()))
                : null;
    }

    /** Returns the weights of a layer, outside any gradient. The arrays belong to the model. */
    public LayerWeights weights(int layer) {
        return encoder.layers().get(layer).read(parameters);
    }

    /**
     * Returns the weights of the masked-LM head, outside any gradient. The arrays belong to the model.
     *
     * @throws InvalidInputException when the model has none; so do {@link #logits} and {@link #logitsFor}
     */
    public HeadWeights headWeights() {
        return encoder.head().read(parameters);
    }

    /** Runs one layer and returns all its activations, from its input [B, T, H] and the mask of {@link #attentionMask}. */
    public LayerTrace layer(int layer, NDArray x, @Nullable NDArray mask) {
        EncoderLayer part = encoder.layers().get(layer);
        EncoderLayer.Input input = new EncoderLayer.Input(x, x, mask, DropoutRates.NONE);
        return ArrayScope.returning(() -> part.forward(part.read(parameters), input), LayerTrace::owned);
    }

    /** Runs one layer up to the inner units of its feed-forward block, for rows [B, R, H] of its input x [B, T, H]. */
    public AttentionTrace attend(int layer, NDArray x, NDArray rows, @Nullable NDArray mask) {
        EncoderLayer part = encoder.layers().get(layer);
        EncoderLayer.Input input = new EncoderLayer.Input(x, rows, mask, DropoutRates.NONE);
        return ArrayScope.returning(() -> part.attend(part.read(parameters), input), AttentionTrace::owned);
    }

    /** Computes the output of one layer at some tokens alone: input [B, T, H] and tokens [B, R] (INT64) to [B, R, H]. */
    public NDArray layerOutputAt(int layer, NDArray x, NDArray tokens, @Nullable NDArray mask) {
        EncoderLayer part = encoder.layers().get(layer);
        return ArrayScope.returning(() -> {
            NDArray rows = Rows.gather(x, tokens);
            EncoderLayer.Input input = new EncoderLayer.Input(x, rows, mask, DropoutRates.NONE);
            return part.forward(part.read(parameters), input).out();
        });
    }

    /**
     * Runs all layers over a batch and lets a visitor read each of them; the activations of one layer are held at a time.
     *
     * @return the last hidden states [B, T, H]
     */
    public NDArray walk(TokenBatch batch, LayerVisitor visitor) {
        return new ForwardWalk(this, attentionMask(batch), visitor, NDArray::close).from(embed(batch));
    }

    /**
     * Runs all layers as {@link #walk} does, and keeps the hidden states between layers.
     *
     * @return x(0) to x(L), each [B, T, H]: the input of every layer and the last hidden states
     */
    public List<NDArray> walkKeepingStates(TokenBatch batch, LayerVisitor visitor) {
        List<NDArray> states = new ArrayList<>();
        states.add(new ForwardWalk(this, attentionMask(batch), visitor, states::add).from(embed(batch)));
        return states;
    }

    /**
     * Runs all layers as {@link #walk} does, from an embedding output that stays open.
     *
     * @param embedded x(0) [B, T, H]
     * @param mask that of {@link #attentionMask}
     * @return the last hidden states [B, T, H]
     */
    public NDArray walkFrom(NDArray embedded, @Nullable NDArray mask, LayerVisitor visitor) {
        Consumer<NDArray> release = x -> {
            if (x != embedded) {
                x.close();
            }
        };
        return new ForwardWalk(this, mask, visitor, release).from(embedded);
    }

    /** Runs all layers over a batch and keeps every activation of every layer. */
    public Trace trace(TokenBatch batch) {
        NDArray x = embed(batch);
        NDArray mask = attentionMask(batch);
        List<LayerTrace> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            LayerTrace trace = layer(layer, x, mask);
            layers.add(trace);
            x = trace.out();
        }
        return new Trace(batch, layers);
    }

    /** Gathers the states [B, T, H] of tokens [B, R] (INT64) as rows [B, R, H]. */
    public NDArray gatherRows(NDArray states, NDArray tokens) {
        return ArrayScope.returning(() -> Rows.gather(states, tokens));
    }

    /** Computes logits over the whole vocabulary [.., V] from last hidden states [.., H]. */
    public NDArray logits(NDArray hidden) {
        return ArrayScope.returning(() -> encoder.head().logits(hidden, parameters));
    }

    /** Computes the logits of some tokens [.., K] from last hidden states [.., H] and the tokens' ids [.., K] (INT64). */
    public NDArray logitsFor(NDArray hidden, NDArray columns) {
        return ArrayScope.returning(() -> encoder.head().logitsFor(hidden, columns, parameters));
    }

    /** Returns all parameters under their Hugging Face names, 32-bit; a tied decoder is not repeated. */
    public List<Tensor> export() {
        return parameters.export(name -> true);
    }

    /**
     * Returns all parameters as {@link #export} does, read one at a time. Each has the value of the moment when it is read, which must
     * be before the model is closed.
     */
    public TensorSource tensors() {
        return parameters.tensors();
    }

    /** Returns the parameters of the masked-LM head, as {@link #export} does. */
    public List<Tensor> exportHead() {
        return parameters.export(config.family().weights().head()::owns);
    }

    /** Writes values into the parameters of the masked-LM head, in place, as {@link #replaceParameters} does. */
    public void replaceHead(TensorSource tensors) {
        parameters.replace(config.family().weights().head()::owns, tensors, manager, precision);
    }

    /**
     * Writes values into all parameters, in place.
     *
     * @throws WeightFileException when a parameter is missing, has another shape, or is not finite; nothing is written then
     */
    public void replaceParameters(TensorSource tensors) {
        parameters.replace(name -> true, tensors, manager, precision);
    }

    @Override
    public void close() {
        manager.close();
    }
}
