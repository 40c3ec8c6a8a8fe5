package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.decompx.DecomposedBatch.Chunk;
import dev.mixlab.mixing.decompx.DecomposedPass.Sink;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** Computes the decomposition of the target's last hidden state by DecompX. */
public final class DecomposedTarget {

    private DecomposedTarget() {}

    /**
     * Returns the vectors, one per token of the input, that add up to the target's last hidden state [T, H] (Modarressi et al.
     * 2023), row-major.
     *
     * @throws dev.mixlab.common.InvalidInputException for a sequence that the model cannot take
     */
    public static double[] vectors(MaskedLanguageModel model, EncodedExample example) {
        TargetVectors vectors = new TargetVectors();
        try (NDManager scope = TensorEngine.newManager();
                ModelContext context = new ModelContext(model, MachineBudget.ofMachine())) {
            ArrayScope.discarding(() -> {
                NDArray embedded = model.embed(model.exampleBatch(scope, List.of(example)));
                BatchExamples members = BatchExamples.of(List.of(example));
                Chunk chunk = new Chunk(embedded, null, new int[] {example.length()}, members);
                new DecomposedPass(context, chunk, 0, 1, null, vectors).run();
            });
        }
        return vectors.numbers;
    }

    /** Stores the vectors of the target. */
    private static final class TargetVectors implements Sink {

        private double[] numbers = {};

        @Override
        public void take(int start, NDArray parts, DecomposedHead head) {
            numbers = parts.toType(DataType.FLOAT64, false).toDoubleArray();
        }
    }
}
