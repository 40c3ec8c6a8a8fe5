package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Attribution of one batch, padded where lengths differ, in a context that outlives it; and small random models for it. */
final class AttributionRun implements AutoCloseable {

    static final int VOCABULARY = 30;

    private static final int MASK = 4;

    private final ModelContext context;
    private final AttributionOptions options;

    AttributionRun(MaskedLanguageModel model, MachineBudget budget, AttributionOptions options) {
        context = new ModelContext(model, budget);
        this.options = options;
    }

    AttributionRun(MaskedLanguageModel model) {
        this(model, new MachineBudget(64 << 20, 384), AttributionOptions.standard());
    }

    ModelContext context() {
        return context;
    }

    /** What all methods make of a batch. */
    record Made(Map<String, List<Attribution>> byMethod) {

        Attribution get(String method, int example) {
            return Objects.requireNonNull(byMethod.get(method), method).get(example);
        }
    }

    Made of(List<EncodedExample> examples) {
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            return of(scope, examples);
        }
    }

    private Made of(NDManager scope, List<EncodedExample> examples) {
        Trace trace = context.model().trace(context.model().exampleBatch(scope, examples));
        List<NDArray> inputs = new ArrayList<>();
        for (int l = 0; l <= trace.layers().size(); l++) {
            inputs.add(trace.hidden(l));
        }
        int held = scope.getManagedArrays().size();
        AttributionContext batch = new AttributionContext(context, trace.batch(), examples, inputs, options);
        Map<String, List<Attribution>> made = new LinkedHashMap<>();
        AttributionMethods.all().forEach(method -> made.put(method.info().id(), method.score(batch)));
        if (scope.getManagedArrays().size() != held) {
            throw new AssertionError("%s arrays held where there were %s"
                    .formatted(scope.getManagedArrays().size(), held));
        }
        return new Made(made);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A family's model of two layers with random weights large enough to bend every curve. */
    static MaskedLanguageModel model(String family, Precision precision) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("model_type", family)
                .put("num_hidden_layers", 2)
                .put("hidden_size", 8)
                .put("num_attention_heads", 2)
                .put("intermediate_size", 12)
                .put("embedding_size", 6)
                .put("vocab_size", VOCABULARY)
                .put("initializer_range", 0.4)
                .put("layer_norm_eps", 1e-5)
                .put("max_position_embeddings", 20);
        EncoderConfig config = EncoderFamilies.of(json).config(json);
        return MaskedLanguageModel.random(config, 7, precision);
    }

    /** A random example; the mask is in its middle. */
    static EncodedExample example(String id, int length) {
        int[] ids = new Random(length).ints(length, MASK + 1, VOCABULARY).toArray();
        ids[length / 2] = MASK;
        int[] other = ids.clone();
        other[length - 1] = MASK + 1;
        return new EncodedExample(
                id, ids, Collections.nCopies(length, "x"), new int[length], length / 2, new int[0], 7, 11, other);
    }
}
