package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.ParameterArrays;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.Rows;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.encoder.layer.DropoutRates;
import dev.mixlab.encoder.layer.EncoderLayer;
import dev.mixlab.encoder.layer.HeadWeights;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.encoder.parameters.CopiedWeights;
import dev.mixlab.encoder.parameters.RandomWeights;
import dev.mixlab.encoder.parameters.StoredWeights;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A masked language model of one of the {@link EncoderFamilies}. Its weights live in a manager of its own until it is
 * closed; whatever a method computes lives in the manager of the batch it is given. Methods that compute see weights
 * without gradients, even while {@link #encoder()} is being trained, and always the present values.
 */
public final class MaskedLanguageModel implements AutoCloseable {

    private static final NDIndex WHOLE = new NDIndex(":");

    private final EncoderConfig config;
    private final Precision precision;
    private final NDManager manager;
    private final Encoder encoder;
    private final Map<String, NDArray> constants;

    private MaskedLanguageModel(
            EncoderConfig config, Precision precision, Function<NDManager, WeightProvider> weights) {
        this.config = config;
        this.precision = precision;
        manager = TensorEngine.newManager();
        try {
            encoder =
                    ArrayScope.lasting(() -> new Encoder(config, weights.apply(manager)), MaskedLanguageModel::arrays);
            constants = ArrayScope.lasting(() -> constants(encoder), Map::values);
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
        return load(source, config(source), precision);
    }

    /** Loads a stored model with a configuration that may differ in its dropout rates. */
    public static MaskedLanguageModel load(ModelSource source, EncoderConfig config, Precision precision) {
        return new MaskedLanguageModel(
                config, precision, manager -> new StoredWeights(source, config, manager, precision));
    }

    /** The configuration of a stored model; messages name where the model comes from. */
    public static EncoderConfig config(ModelSource source) {
        try {
            return EncoderFamilies.of(source.config()).config(source.config());
        } catch (InvalidInputException refused) {
            throw new WeightFileException(source.origin() + ": " + refused.getMessage(), refused);
        }
    }

    /** A model with seeded random weights, to be pre-trained or measured. */
    public static MaskedLanguageModel random(EncoderConfig config, long seed, Precision precision) {
        return new MaskedLanguageModel(
                config, precision, manager -> new RandomWeights(config, seed, manager, precision));
    }

    /** A model of its own with the present values of all parameters, in any precision. */
    public MaskedLanguageModel copy(Precision other) {
        Map<String, NDArray> values =
                parameters().stream().collect(Collectors.toMap(Parameter::getName, this::constant));
        return new MaskedLanguageModel(config, other, owner -> new CopiedWeights(values, owner, other));
    }

    public EncoderConfig config() {
        return config;
    }

    public Precision precision() {
        return precision;
    }

    /** The manager that owns the weights. */
    public NDManager manager() {
        return manager;
    }

    /** The block with all parameters, for training. */
    public Encoder encoder() {
        return encoder;
    }

    /** Number of numbers in all parameters, tied ones counted once. */
    public long parameterCount() {
        return parameters().stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    /**
     * Pads sequences to the longest of them.
     *
     * @throws InvalidInputException for an empty batch or sequence, one longer than the model has positions for, or a
     *     token id outside the vocabulary
     */
    public TokenBatch batch(NDManager scope, List<int[]> sequences) {
        return TokenBatches.of(config, scope, sequences);
    }

    /** Pads the examples' input ids to the longest of them. */
    public TokenBatch batchOf(NDManager scope, List<EncodedExample> examples) {
        return batch(scope, examples.stream().map(EncodedExample::inputIds).toList());
    }

    /** x(0) of a batch [B, T, H]. */
    public NDArray embed(TokenBatch batch) {
        return ArrayScope.keep(() -> encoder.embeddings().forward(batch.ids(), this::constant, DropoutRates.NONE));
    }

    /** What is added to attention scores [B, 1, 1, T]; absent where nothing is padding. */
    public @Nullable NDArray attentionMask(TokenBatch batch) {
        return batch.padded() ? ArrayScope.keep(() -> Encoder.additiveMask(batch.mask(), precision.dataType())) : null;
    }

    /** Weights of a layer, outside any gradient. The arrays belong to the model. */
    public LayerWeights weights(int layer) {
        return encoder.layers().get(layer).read(this::constant);
    }

    /** Weights of the masked-LM head, outside any gradient. The arrays belong to the model. */
    public HeadWeights headWeights() {
        return encoder.head().read(this::constant);
    }

    /** One layer with all its activations, from its input [B, T, H] and the mask of {@link #attentionMask}. */
    public LayerTrace layer(int layer, NDArray x, @Nullable NDArray mask) {
        EncoderLayer part = encoder.layers().get(layer);
        EncoderLayer.Input input = new EncoderLayer.Input(x, x, mask, DropoutRates.NONE);
        return ArrayScope.keep(() -> part.forward(part.read(this::constant), input), LayerTrace::owned);
    }

    /** The output of one layer at some tokens alone: input [B, T, H] and tokens [B, R] (INT64) to [B, R, H]. */
    public NDArray layerAt(int layer, NDArray x, NDArray tokens, @Nullable NDArray mask) {
        EncoderLayer part = encoder.layers().get(layer);
        return ArrayScope.keep(() -> {
            NDArray rows = Rows.gather(x, tokens);
            EncoderLayer.Input input = new EncoderLayer.Input(x, rows, mask, DropoutRates.NONE);
            return part.forward(part.read(this::constant), input).out();
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
     * Runs all layers as {@link #walk} does, and keeps what goes from layer to layer.
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

    /** Every activation of every layer. */
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

    /** States [B, T, H] at tokens [B, R] (INT64): [B, R, H]. */
    public NDArray at(NDArray states, NDArray tokens) {
        return ArrayScope.keep(() -> Rows.gather(states, tokens));
    }

    /** Last hidden states [.., H] to logits over the whole vocabulary [.., V]. */
    public NDArray logits(NDArray hidden) {
        return ArrayScope.keep(() -> encoder.head().logits(hidden, this::constant));
    }

    /** Last hidden states [.., H] and token ids [.., K] (INT64) to the logits of those tokens [.., K]. */
    public NDArray logitsFor(NDArray hidden, NDArray columns) {
        return ArrayScope.keep(() -> encoder.head().logitsFor(hidden, columns, this::constant));
    }

    /** All parameters under their Hugging Face names, 32-bit; a tied decoder is not repeated. */
    public List<Tensor> export() {
        return parameters().stream().map(this::export).toList();
    }

    private Tensor export(Parameter parameter) {
        try (NDArray single = constant(parameter).toType(DataType.FLOAT32, true)) {
            return Tensor.of(parameter.getName(), ParameterArrays.shape(parameter), single.toFloatArray());
        }
    }

    /**
     * Puts values into all parameters, in place.
     *
     * @throws WeightFileException when a parameter is missing, has another shape, or is not finite
     */
    public void load(List<Tensor> tensors) {
        Map<String, Tensor> named = tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        List<Tensor> checked = parameters().stream()
                .map(parameter -> ParameterArrays.checked(parameter, named.get(parameter.getName())))
                .toList();
        for (int i = 0; i < checked.size(); i++) {
            Parameter parameter = parameters().get(i);
            float[] values = checked.get(i).floats();
            try (NDArray fresh = ParameterArrays.of(manager, values, parameter.getShape(), precision)) {
                constant(parameter).set(WHOLE, fresh);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private List<Parameter> parameters() {
        return encoder.getParameters().values();
    }

    private static List<NDArray> arrays(Encoder encoder) {
        return encoder.getParameters().values().stream()
                .map(Parameter::getArray)
                .toList();
    }

    private static Map<String, NDArray> constants(Encoder encoder) {
        return encoder.getParameters().values().stream()
                .collect(Collectors.toMap(
                        Parameter::getId, parameter -> parameter.getArray().stopGradient()));
    }

    /** The parameter's own memory as an array that takes no part in gradients. */
    private NDArray constant(Parameter parameter) {
        return Objects.requireNonNull(constants.get(parameter.getId()), parameter.getName());
    }
}
