package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model whose value vectors are so small that outputs with and without one of them hardly differ. */
class SmallValuesTest {

    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @ValueSource(floats = {1, 0.1f, 0.01f, 1e-4f, 1e-7f})
    void singlePrecisionAgreesWithDoublePrecisionHoweverSmallTheValuesAre(float factor) throws IOException {
        ModelSource source = new ScaledValues(ModelFolder.open(Fixtures.fault("small-values-1e-3")), factor);
        Map<String, float[]> exact = maps(source, Precision.FLOAT64);
        Map<String, float[]> single = maps(source, Precision.FLOAT32);

        assertThat(single.keySet()).isEqualTo(exact.keySet());
        single.forEach((map, values) -> assertThat(difference(values, exact.getOrDefault(map, new float[0])))
                .as(map)
                .isLessThan(TOLERANCE));
    }

    private static Map<String, float[]> maps(ModelSource source, Precision precision) throws IOException {
        Map<String, float[]> maps = new LinkedHashMap<>();
        try (MaskedLanguageModel model = MaskedLanguageModel.load(source, precision);
                ScoreEngine engine = new ScoreEngine(model, ContextMixingMethods.all(), ScoreOptions.standard())) {
            List<EncodedExample> examples = new ArrayList<>();
            for (JsonNode node : new ObjectMapper()
                    .readTree(Fixtures.fault("small-values-1e-3")
                            .resolve("cases.json")
                            .toFile())) {
                examples.add(ScoreEngineReferenceTest.example(node));
            }
            engine.score(
                    examples,
                    scored -> {
                        for (MixingMap map : scored.maps()) {
                            String name = scored.index() + " " + map.method();
                            maps.put(name, map.values());
                            if (map.raw() != null) {
                                maps.put(name + " raw", map.raw());
                            }
                        }
                    },
                    () -> false);
        }
        return maps;
    }

    private static double difference(float[] actual, float[] expected) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
        }
        return largest == 0 ? difference : difference / largest;
    }

    /** The same model with all value vectors times a factor. */
    private record ScaledValues(ModelSource model, float factor) implements ModelSource {

        @Override
        public String origin() {
            return model.origin();
        }

        @Override
        public JsonNode config() {
            return model.config();
        }

        @Override
        public boolean hasTokenizer() {
            return model.hasTokenizer();
        }

        @Override
        public byte[] tokenizer() {
            return model.tokenizer();
        }

        @Override
        public List<TensorInfo> tensors() {
            return model.tensors();
        }

        @Override
        public Tensor read(String name) {
            Tensor tensor = model.read(name);
            if (!name.contains(".attention.self.value.")) {
                return tensor;
            }
            float[] values = tensor.floats();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return Tensor.of(name, tensor.info().shape(), values);
        }
    }
}
