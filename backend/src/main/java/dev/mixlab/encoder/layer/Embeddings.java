package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderConfig.EmbeddingSizes;
import dev.mixlab.encoder.family.WeightNames.EmbeddingNames;
import dev.mixlab.encoder.parameters.ParameterReader;
import dev.mixlab.encoder.parameters.WeightProvider;
import dev.mixlab.encoder.parameters.WeightProvider.Role;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The embeddings of tokens: the sum of words, positions and segments, normalised, and projected if E is not H. */
public final class Embeddings {

    private final EncoderConfig config;
    private final Parameter words;
    private final Parameter positions;
    private final @Nullable Parameter segments;
    private final NormParameters norm;
    private final @Nullable AffineParameters projection;

    public Embeddings(EncoderConfig config, WeightProvider weights, Consumer<Parameter> register) {
        EmbeddingNames names = config.family().weights().embeddings();
        EmbeddingSizes sizes = config.embeddings();
        int size = sizes.size();
        this.config = config;
        words = weights.parameter(names.words(), Role.TABLE_WITH_PADDING, sizes.vocabulary(), size);
        positions = weights.parameter(names.positions(), Role.MATRIX, sizes.positions(), size);
        segments = names.segments() == null
                ? null
                : weights.parameter(names.segments(), Role.MATRIX, sizes.segments(), size);
        register.accept(words);
        register.accept(positions);
        if (segments != null) {
            register.accept(segments);
        }
        norm = new NormParameters(names.norm(), size, config.architecture().layerNormEps(), weights, register);
        boolean needed = size != config.hidden() || config.family().projectionAlways();
        projection = names.projection() != null && needed
                ? new AffineParameters(names.projection(), size, config.hidden(), weights, register)
                : null;
    }

    /** Returns the table of words, to which the decoder of the head may be tied. */
    public Parameter words() {
        return words;
    }

    /** Computes x(0) [B, T, H] from ids [B, T]; every token is of the first segment. */
    public NDArray forward(NDArray ids, ParameterReader reader, DropoutRates dropout) {
        NDArray sum = lookUp(ids, reader.array(words));
        sum = sum.add(lookUp(positionIds(ids), reader.array(positions)));
        if (segments != null) {
            NDArray first = ids.getManager().zeros(new Shape(1, 1), DataType.INT64);
            sum = sum.add(lookUp(first, reader.array(segments)));
        }
        NDArray normal = dropout.hidden(norm.read(reader).apply(sum));
        return projection == null ? normal : projection.read(reader).apply(normal);
    }

    /** Returns rows of the table of positions: [1, T] counted over all tokens, or [B, T] over those that are not padding. */
    private NDArray positionIds(NDArray ids) {
        if (config.embeddings().firstPosition() == 0) {
            int tokens = Math.toIntExact(ids.getShape().get(1));
            return ids.getManager().arange(0, tokens, 1, DataType.INT64).expandDims(0);
        }
        NDArray real = ids.neq(config.padTokenId()).toType(DataType.INT64, false);
        return real.cumSum(1).mul(real).add(config.embeddings().firstPosition() - 1);
    }

    private static NDArray lookUp(NDArray ids, NDArray table) {
        return Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
