package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import dev.mixlab.encoder.engine.Scalars;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames.AttentionNames;
import dev.mixlab.encoder.family.WeightNames.FeedForwardNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One post-norm transformer layer (Vaswani et al. 2017, as in BERT): self-attention, then a feed-forward block. */
public final class EncoderLayer {

    private final EncoderConfig config;
    private final AffineParameters query;
    private final AffineParameters key;
    private final AffineParameters value;
    private final AffineParameters attentionOutput;
    private final NormParameters attentionNorm;
    private final AffineParameters intermediate;
    private final AffineParameters output;
    private final NormParameters outputNorm;

    public EncoderLayer(EncoderConfig config, int layer, WeightProvider weights, Consumer<Parameter> register) {
        LayerNames names = config.family().weights().layers();
        AttentionNames attention = names.attention();
        FeedForwardNames feedForward = names.feedForward();
        String prefix = names.prefix(layer);
        int hidden = config.hidden();
        int inner = config.intermediate();
        double eps = config.architecture().layerNormEps();
        this.config = config;
        query = new AffineParameters(prefix + attention.query(), hidden, hidden, weights, register);
        key = new AffineParameters(prefix + attention.key(), hidden, hidden, weights, register);
        value = new AffineParameters(prefix + attention.value(), hidden, hidden, weights, register);
        attentionOutput = new AffineParameters(prefix + attention.output(), hidden, hidden, weights, register);
        attentionNorm = new NormParameters(prefix + attention.norm(), hidden, eps, weights, register);
        intermediate = new AffineParameters(prefix + feedForward.inner(), hidden, inner, weights, register);
        output = new AffineParameters(prefix + feedForward.outer(), inner, hidden, weights, register);
        outputNorm = new NormParameters(prefix + feedForward.norm(), hidden, eps, weights, register);
    }

    /** Returns the weights as arrays of one forward pass. */
    public LayerWeights read(ParameterReader reader) {
        return new LayerWeights(
                query.read(reader),
                key.read(reader),
                value.read(reader),
                attentionOutput.read(reader),
                attentionNorm.read(reader),
                intermediate.read(reader),
                output.read(reader),
                outputNorm.read(reader));
    }

    /**
     * The input of a layer.
     *
     * @param x input of the layer [B, T, H]
     * @param rows input at the rows to compute [B, R, H]; x itself if all rows are computed
     * @param mask term added to attention scores [B, 1, 1, T], 0 or minus infinity; null without padding
     * @param dropout rates of this pass
     */
    public record Input(NDArray x, NDArray rows, @Nullable NDArray mask, DropoutRates dropout) {}

    /** Runs the layer and returns all its activations, in the manager of the input. */
    public LayerTrace forward(LayerWeights weights, Input input) {
        AttentionTrace lower = attend(weights, input);
        NDArray update = weights.output().apply(config.activation().apply(lower.preActivation()));
        NDArray u =
                (config.family().dropoutAfterFeedForward() ? input.dropout().hidden(update) : update).add(lower.z());
        return new LayerTrace(
                input.x(),
                lower.attention(),
                lower.values(),
                lower.y(),
                lower.z(),
                lower.preActivation(),
                u,
                weights.outputNorm().apply(u));
    }

    /** Runs the layer up to the inner units of its feed-forward block, without the second matrix of that block. */
    public AttentionTrace attend(LayerWeights weights, Input input) {
        DropoutRates dropout = input.dropout();
        NDArray queries = heads(Scalars.times(weights.query().apply(input.rows()), 1 / Math.sqrt(config.headSize())));
        NDArray keys = heads(weights.key().apply(input.x()));
        NDArray values = heads(weights.value().apply(input.x()));
        NDArray scores = queries.matMul(keys.transpose(0, 1, 3, 2));
        NDArray attention = (input.mask() == null ? scores : scores.add(input.mask())).softmax(-1);
        NDArray context = dropout.attention(attention).matMul(values).transpose(0, 2, 1, 3);
        NDArray mixed =
                weights.attentionOutput().apply(context.reshape(input.rows().getShape()));
        NDArray y = (config.family().dropoutAfterAttention() ? dropout.hidden(mixed) : mixed).add(input.rows());
        NDArray z = weights.attentionNorm().apply(y);
        return new AttentionTrace(
                queries, keys, values, attention, y, z, weights.intermediate().apply(z));
    }

    /** Splits states [B, R, H] by head to [B, heads, R, d]. */
    private NDArray heads(NDArray states) {
        long batch = states.getShape().get(0);
        return states.reshape(batch, -1, config.heads(), config.headSize()).transpose(0, 2, 1, 3);
    }
}
