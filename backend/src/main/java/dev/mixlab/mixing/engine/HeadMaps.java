package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/**
 * Attention weights of every single head over one sentence. How many heads there are depends on the model, so that they
 * are no methods of their own.
 *
 * @param layers L
 * @param heads attention heads per layer
 * @param tokens T
 * @param values [L, heads, T, T] row by row: row i attends to column j
 */
public record HeadMaps(int layers, int heads, int tokens, float[] values) {

    public HeadMaps {
        int size = Math.multiplyExact(Math.multiplyExact(layers, heads), Math.multiplyExact(tokens, tokens));
        if (values.length != size) {
            throw new InvalidInputException("%s weights for %s layers of %s heads over %s tokens"
                    .formatted(values.length, layers, heads, tokens));
        }
    }

    /** Computes the maps of one example in one forward pass, which holds one layer at a time. */
    public static HeadMaps of(MaskedLanguageModel model, EncodedExample example) {
        int layers = model.config().layers();
        int heads = model.config().heads();
        int size = heads * example.length() * example.length();
        float[] values = new float[Math.multiplyExact(layers, size)];
        try (NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() -> {
                TokenBatch batch = model.exampleBatch(scope, List.of(example));
                model.walk(batch, (layer, trace) -> {
                    float[] weights =
                            trace.attention().toType(DataType.FLOAT32, false).toFloatArray();
                    System.arraycopy(weights, 0, values, layer * size, size);
                });
            });
        }
        return new HeadMaps(layers, heads, example.length(), values);
    }

    /**
     * Returns the maps of one head in all layers.
     *
     * @throws InvalidInputException if the model has no such head
     */
    public MixingMap head(int head) {
        if (head < 0 || head >= heads) {
            throw new InvalidInputException("head %s of a model with %s heads".formatted(head, heads));
        }
        int size = tokens * tokens;
        float[] maps = new float[layers * size];
        for (int l = 0; l < layers; l++) {
            System.arraycopy(values, (l * heads + head) * size, maps, l * size, size);
        }
        return MixingMap.of("attn_head_" + head, layers, tokens, maps);
    }
}
