package dev.mixlab.mixing;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** The target's last hidden state as DecompX decomposes it. */
public final class DecomposedTarget {

    private DecomposedTarget() {}

    /**
     * The vectors, one per token of the input, that add up to the target's last hidden state [T, H] (Modarressi et al.
     * 2023), row-major.
     *
     * @throws dev.mixlab.common.InvalidInputException for a sequence that the model cannot take
     */
    public static double[] vectors(MaskedLanguageModel model, EncodedExample example) {
        double[][] vectors = new double[1][];
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            Scratch.free(() -> {
                List<LayerTrace> traces =
                        OneSequence.layers(model, model.embed(model.batchOf(scope, List.of(example))));
                vectors[0] = new Decomposition(model, MemoryBudget.ofMachine())
                        .ofTarget(traces, 0, example.target())
                        .toType(DataType.FLOAT64, false)
                        .toDoubleArray();
            });
        }
        return vectors[0];
    }
}
