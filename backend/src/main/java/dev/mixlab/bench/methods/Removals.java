package dev.mixlab.bench.methods;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.intervention.TokenRemoval;
import dev.mixlab.text.EncodedExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Passes that drop every other token, in batches of sentences of one length on one thread, beside the same passes with all tokens.
 *
 * @param model in single precision
 */
record Removals(MaskedLanguageModel model) {

    /** Returns the work on some sentences by name. */
    Map<String, Consumer<List<EncodedExample>>> all() {
        int layers = model.config().layers();
        Map<String, Consumer<List<EncodedExample>>> all = new LinkedHashMap<>();
        all.put("token_removal, nothing dropped", examples -> passes(examples, 0, 1));
        all.put("token_removal, half from the middle layer on", examples -> passes(examples, layers / 2, 2));
        all.put("token_removal, half from layer 1 on", examples -> passes(examples, 0, 2));
        return all;
    }

    private void passes(List<EncodedExample> examples, int layer, int step) {
        Map<Integer, List<EncodedExample>> byLength = examples.stream()
                .collect(Collectors.groupingBy(EncodedExample::length, TreeMap::new, Collectors.toList()));
        byLength.forEach((length, some) -> {
            int[] kept = IntStream.range(0, length)
                    .filter(token -> token % step == 0)
                    .toArray();
            try (NDManager scope = TensorEngine.newManager()) {
                ArrayScope.discarding(() -> TokenRemoval.pass(model, model.exampleBatch(scope, some), layer, kept)
                        .toFloatArray());
            }
        });
    }
}
