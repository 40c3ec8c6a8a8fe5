package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.encoder.parameters.WeightProvider.Role;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Token ids to the encoder's input: words, positions and segments added, normalised, and projected where E is not H. */
public final class Embeddings {

    private final EncoderConfig config;
    private final Parameter words;
    private final Parameter positions;
    private final Parameter types;
    private final NormParameters norm;
    private final @Nullable AffineParameters projection;

    public Embeddings(EncoderConfig config, WeightProvider weights, Consumer<Parameter> register) {
        String prefix = config.family() + ".embeddings.";
        int size = config.embedding();
        this.config = config;
        words = weights.parameter(
                prefix + "word_embeddings.weight", Role.TABLE_WITH_PADDING, config.vocabulary(), size);
        positions = weights.parameter(prefix + "position_embeddings.weight", Role.MATRIX, config.maxPositions(), size);
        types = weights.parameter(prefix + "token_type_embeddings.weight", Role.MATRIX, config.typeVocabulary(), size);
        register.accept(words);
        register.accept(positions);
        register.accept(types);
        norm = new NormParameters(prefix + "LayerNorm", size, config.layerNormEps(), weights, register);
        projection = size == config.hidden()
                ? null
                : new AffineParameters(
                        config.family() + ".embeddings_project", size, config.hidden(), weights, register);
    }

    public Parameter words() {
        return words;
    }

    /** Ids [B, T] to x(0) [B, T, H]. */
    public NDArray forward(NDArray ids, ParameterReader reader, DropoutRates dropout) {
        NDArray sum = lookUp(ids, reader.array(words));
        sum = sum.add(lookUp(positionIds(ids), reader.array(positions)));
        NDArray firstType = ids.getManager().zeros(new Shape(1, 1), DataType.INT64);
        sum = sum.add(lookUp(firstType, reader.array(types)));
        NDArray normal = dropout.hidden(norm.read(reader).apply(sum));
        return projection == null ? normal : projection.read(reader).apply(normal);
    }

    /** Rows of the table of positions: [1, T] counted over all tokens, or [B, T] over those that are not padding. */
    private NDArray positionIds(NDArray ids) {
        if (config.positionOffset() == 0) {
            int tokens = Math.toIntExact(ids.getShape().get(1));
            return ids.getManager().arange(0, tokens, 1, DataType.INT64).expandDims(0);
        }
        NDArray real = ids.neq(config.padTokenId()).toType(DataType.INT64, false);
        return real.cumSum(1).mul(real).add(config.positionOffset() - 1);
    }

    private static NDArray lookUp(NDArray ids, NDArray table) {
        return Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
