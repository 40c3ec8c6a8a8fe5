package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRowTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void theTargetsRowAloneIsThatOfTheWholeMap(String name) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            List<EncodedExample> examples = new ArrayList<>();
            for (JsonNode entry : reference.cases("single")) {
                examples.add(ScoreEngineReferenceTest.example(entry));
                examples.add(ScoreEngineReferenceTest.example(entry));
            }
            Map<String, MixingMap> whole = score(model, examples, Rows.ALL);
            Map<String, MixingMap> target = score(model, examples, Rows.TARGET);
            assertThat(target.keySet()).isEqualTo(whole.keySet());
            target.forEach((key, map) -> {
                int place = examples.get(Integer.parseInt(key.substring(0, key.indexOf(' '))))
                        .target();
                assertThat(map.rows()).isEqualTo(1);
                close(map.values(), Objects.requireNonNull(whole.get(key)).row(place), key);
            });
        }
    }

    private static Map<String, MixingMap> score(MaskedLanguageModel model, List<EncodedExample> examples, Rows rows) {
        Map<String, MixingMap> maps = new TreeMap<>();
        ScoreOptions options = ScoreOptions.standard().withRows(rows);
        try (ScoreEngine engine = new ScoreEngine(model, ScoringMethods.all(), options)) {
            engine.score(
                    examples,
                    scored -> scored.maps().forEach(map -> maps.put(scored.index() + " " + map.method(), map)),
                    () -> false);
        }
        return maps;
    }

    private static void close(float[] actual, float[] expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(what).isCloseTo(expected[i], within(1e-6f + 1e-6f * Math.abs(expected[i])));
        }
    }
}
