package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Rows;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.DropoutRates;
import dev.mixlab.encoder.layer.Embeddings;
import dev.mixlab.encoder.layer.EncoderLayer;
import dev.mixlab.encoder.layer.MaskedLmHead;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder with its masked-LM head as one DJL block, for DJL's Trainer as well as for inference. Every parameter is a
 * direct parameter of the block under its Hugging Face name; the decoder that is tied to the word embeddings is not a
 * second one. Gradients reach all of them.
 *
 * <p>The block takes two, three or four inputs and has one output:
 *
 * <ol>
 *   <li>ids [B, T], INT64, padded with the padding id
 *   <li>mask [B, T], any type, 1 for tokens and 0 for padding; at least one token in each row
 *   <li>targets [B, R], INT64: in each sequence the indices of the tokens whose states are computed. The last layer forms
 *       queries, feed-forward and norms for these rows only. Where sequences have fewer targets than R, repeat one and
 *       leave its result out of the loss.
 *   <li>columns [B, R, K], INT64: the token ids whose logits are computed
 * </ol>
 *
 * <p>A model that was stored without a masked-LM head takes two inputs only.
 *
 * <p>Two inputs give the last hidden states [B, T, H]; three give logits over the vocabulary [B, R, V]; four give logits
 * [B, R, K], for which only K rows of the decoder are multiplied. Dropout with the rates of the configuration is active
 * in training only ({@code training} true). Intermediate arrays are closed before the output is returned; the engine
 * keeps what a backward pass needs.
 */
public final class Encoder extends AbstractBlock {

    private final EncoderConfig config;
    private final Embeddings embeddings;
    private final List<EncoderLayer> layers;
    private final @Nullable MaskedLmHead head;
    private final DataType dataType;

    Encoder(EncoderConfig config, WeightProvider weights) {
        this.config = config;
        embeddings = new Embeddings(config, weights, this::addParameter);
        layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            boolean repeated = layer > 0 && config.family().weights().layers().shared();
            layers.add(repeated ? layers.get(0) : new EncoderLayer(config, layer, weights, this::addParameter));
        }
        head = weights.hasHead() ? new MaskedLmHead(config, embeddings.words(), weights, this::addParameter) : null;
        dataType = embeddings.words().getArray().getDataType();
    }

    Embeddings embeddings() {
        return embeddings;
    }

    List<EncoderLayer> layers() {
        return layers;
    }

    boolean hasHead() {
        return head != null;
    }

    /** Returns the masked-LM head; a model without one is refused. */
    MaskedLmHead head() {
        if (head == null) {
            throw MaskedLmHeads.missing("the prediction of words");
        }
        return head;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> parameters) {
        ParameterReader reader = ParameterReader.of(store, inputs.head(), training);
        return new NDList(ArrayScope.returning(() -> output(inputs, reader, DropoutRates.of(config, training))));
    }

    private NDArray output(NDList inputs, ParameterReader reader, DropoutRates dropout) {
        NDArray mask = additiveMask(inputs.get(1), dataType);
        NDArray x = embeddings.forward(inputs.get(0), reader, dropout);
        for (int layer = 0; layer < layers.size(); layer++) {
            boolean last = layer == layers.size() - 1;
            NDArray rows = last && inputs.size() > 2 ? Rows.gather(x, inputs.get(2)) : x;
            EncoderLayer part = layers.get(layer);
            x = part.forward(part.read(reader), new EncoderLayer.Input(x, rows, mask, dropout))
                    .out();
        }
        return switch (inputs.size()) {
            case 2 -> x;
            case 3 -> head().logits(x, reader);
            default -> head().logitsFor(x, inputs.get(3), reader);
        };
    }

    /** Converts a mask [B, T] of ones and zeros to the term that is added to scores [B, 1, 1, T]: 0, or minus infinity at padding. */
    static NDArray additiveMask(NDArray mask, DataType dataType) {
        Shape shape = mask.getShape();
        return mask.toType(dataType, false).log().reshape(shape.get(0), 1, 1, shape.get(1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape ids = inputs[0];
        return switch (inputs.length) {
            case 2 -> new Shape[] {ids.add(config.hidden())};
            case 3 -> new Shape[] {inputs[2].add(config.vocabulary())};
            default -> new Shape[] {inputs[3]};
        };
    }
}
