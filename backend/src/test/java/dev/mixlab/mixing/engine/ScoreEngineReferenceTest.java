package dev.mixlab.mixing.engine;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.ReferenceTensors;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ScoreEngineReferenceTest {

    /** The reference has no flows of longer sentences. */
    private static final int LONGEST_FLOW = 16;

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6"
    })
    void mapsAndProbabilitiesAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(precision);
                ScoreEngine engine = new ScoreEngine(model, ContextMixingMethods.all(), ScoreOptions.standard())) {
            List<JsonNode> cases = reference.cases("single");
            List<EncodedExample> examples =
                    cases.stream().map(ScoreEngineReferenceTest::example).toList();
            List<Integer> seen = new ArrayList<>();
            engine.score(
                    examples,
                    scored -> {
                        String id = examples.get(scored.index()).id();
                        seen.add(scored.index());
                        for (MixingMap map : scored.maps()) {
                            check(reference, id, map, tolerance);
                        }
                        assertThat(scored.probabilityGood())
                                .isCloseTo(
                                        reference.expected(id, "prob_good").floats()[0],
                                        org.assertj.core.data.Offset.offset(1e-6));
                        assertThat(scored.probabilityBad())
                                .isCloseTo(
                                        reference.expected(id, "prob_bad").floats()[0],
                                        org.assertj.core.data.Offset.offset(1e-6));
                    },
                    () -> false);
            assertThat(seen).hasSameSizeAs(examples).doesNotHaveDuplicates();
        }
    }

    private static void check(ReferenceModel reference, String id, MixingMap map, double tolerance) {
        List<ReferenceTensors.Tensor> tensors = ReferenceTensors.of(map.method());
        assertThat(tensors.isEmpty()).as(map.method()).isEqualTo(ReferenceTensors.WITHOUT.contains(map.method()));
        for (ReferenceTensors.Tensor tensor : tensors) {
            if (map.method().equals("attention_flow") && map.tokens() > LONGEST_FLOW) {
                continue;
            }
            float[] expected = reference.expected(id, tensor.name()).floats();
            assertThat(relativeDifference(tensor.values().apply(map), expected))
                    .as("%s of %s", tensor.name(), id)
                    .isLessThan(tolerance);
        }
    }

    public static EncodedExample example(JsonNode entry) {
        int[] ids = ints(entry.get("input_ids"));
        return new EncodedExample(
                entry.get("id").asText(),
                ids,
                Collections.nCopies(ids.length, "x"),
                new int[ids.length],
                entry.get("target_index").asInt(),
                ints(entry.get("cue_indices")),
                entry.get("good_token_id").asInt(),
                entry.get("bad_token_id").asInt(),
                entry.has("counterfactual_ids") ? ints(entry.get("counterfactual_ids")) : another(ids));
    }

    /** Another sentence of as many tokens, where the reference has none. */
    private static int[] another(int[] ids) {
        int[] other = ids.clone();
        other[1] = ids[ids.length - 2];
        return other;
    }
}
