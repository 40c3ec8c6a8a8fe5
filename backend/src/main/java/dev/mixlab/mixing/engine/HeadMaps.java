package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/**
 * Maps of every single attention head over one sentence. How many heads there are depends on the model, so that they
 * are no methods of their own.
 *
 * @param method the method whose heads they are
 * @param layers L
 * @param heads attention heads per layer
 * @param tokens T
 * @param raw the method's scores [L, heads, T, T] row by row: row i is the token that receives
 */
public record HeadMaps(MethodInfo method, int layers, int heads, int tokens, float[] raw) {

    public HeadMaps {
        int size = Math.multiplyExact(Math.multiplyExact(layers, heads), Math.multiplyExact(tokens, tokens));
        if (raw.length != size) {
            throw new InvalidInputException(
                    "%s scores for %s layers of %s heads over %s tokens".formatted(raw.length, layers, heads, tokens));
        }
    }

    /**
     * Computes the maps of one example in one forward pass, which holds one layer at a time.
     *
     * @param method one that has single heads
     */
    public static HeadMaps of(MaskedLanguageModel model, ContextMixingMethod method, EncodedExample example) {
        int layers = model.config().layers();
        int heads = model.config().heads();
        int size = heads * example.length() * example.length();
        float[] values = new float[Math.multiplyExact(layers, size)];
        try (ModelContext context = new ModelContext(model, MachineBudget.ofMachine());
                NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() -> {
                TokenBatch batch = model.exampleBatch(scope, List.of(example));
                Memo memo = Memo.of(BatchExamples.of(List.of(example)));
                model.walk(batch, (layer, trace) -> {
                    double[] scores = method.scoreHeads(new LayerContext(context, layer, batch, trace, memo))
                            .get(0);
                    for (int i = 0; i < size; i++) {
                        values[layer * size + i] = (float) scores[i];
                    }
                });
            });
        }
        return new HeadMaps(method.info(), layers, heads, example.length(), values);
    }

    /**
     * Returns the maps of one head in all layers; rows are divided by their sums where those of the method are, and rows of zeros stay.
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
            System.arraycopy(raw, (l * heads + head) * size, maps, l * size, size);
        }
        String id = method.id() + "_head_" + head;
        return method.normalisesRows()
                ? MixingMap.of(id, layers, tokens, shares(maps)).withRaw(maps)
                : MixingMap.of(id, layers, tokens, maps);
    }

    private float[] shares(float[] scores) {
        float[] shares = new float[scores.length];
        for (int row = 0; row < scores.length; row += tokens) {
            double sum = 0;
            for (int j = 0; j < tokens; j++) {
                sum += scores[row + j];
            }
            for (int j = 0; j < tokens; j++) {
                shares[row + j] = sum == 0 ? 0 : (float) (scores[row + j] / sum);
            }
        }
        return shares;
    }
}
