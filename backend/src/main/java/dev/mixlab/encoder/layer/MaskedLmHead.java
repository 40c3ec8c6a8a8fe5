package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.encoder.parameters.WeightProvider.Role;
import java.util.function.Consumer;

/** The masked-LM head: affine map, activation, layer norm, and the decoder, which may be tied to the word embeddings. */
public final class MaskedLmHead {

    private final EncoderConfig config;
    private final AffineParameters dense;
    private final NormParameters norm;
    private final Parameter decoder;
    private final Parameter bias;

    public MaskedLmHead(EncoderConfig config, Parameter words, WeightProvider weights, Consumer<Parameter> register) {
        HeadNames names = config.family().weights().head();
        int size = config.embeddings().size();
        this.config = config;
        dense = new AffineParameters(names.dense(), config.hidden(), size, weights, register);
        norm = new NormParameters(names.norm(), size, config.architecture().layerNormEps(), weights, register);
        bias = weights.parameter(names.bias(), Role.BIAS, config.vocabulary());
        register.accept(bias);
        if (config.head().tied()) {
            decoder = words;
        } else {
            decoder = weights.parameter(names.decoder() + ".weight", Role.MATRIX, config.vocabulary(), size);
            register.accept(decoder);
        }
    }

    public HeadWeights read(ParameterReader reader) {
        return new HeadWeights(dense.read(reader), norm.read(reader), reader.array(decoder), reader.array(bias));
    }

    /** Computes logits over the whole vocabulary [.., V] from hidden states [.., H]. */
    public NDArray logits(NDArray hidden, ParameterReader reader) {
        NDArray state = transform(hidden, reader);
        return Linear.linear(state, reader.array(decoder), reader.array(bias)).singletonOrThrow();
    }

    /** Computes the logits of some tokens [.., K] from hidden states [.., H] and the tokens' ids [.., K]. */
    public NDArray logitsFor(NDArray hidden, NDArray columns, ParameterReader reader) {
        NDArray state = transform(hidden, reader).expandDims(-1);
        NDArray rows = Embedding.embedding(columns, reader.array(decoder), SparseFormat.DENSE)
                .singletonOrThrow();
        NDArray offset = reader.array(bias).take(columns.getManager(), columns);
        return rows.matMul(state).squeeze(-1).add(offset);
    }

    private NDArray transform(NDArray hidden, ParameterReader reader) {
        return norm.read(reader)
                .apply(config.head().activation().apply(dense.read(reader).apply(hidden)));
    }
}
