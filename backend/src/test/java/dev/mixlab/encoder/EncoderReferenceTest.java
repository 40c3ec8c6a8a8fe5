package dev.mixlab.encoder;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static dev.mixlab.encoder.TraceNumbers.attentions;
import static dev.mixlab.encoder.TraceNumbers.hiddenStates;
import static dev.mixlab.encoder.TraceNumbers.logits;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerTrace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6"
    })
    void hiddenStatesAttentionAndLogitsAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(precision)) {
            model.manager().cap();
            for (JsonNode entry : reference.cases("single")) {
                try (NDManager scope = NDManager.newBaseManager()) {
                    String id = entry.get("id").asText();
                    Trace trace = model.trace(model.batch(scope, List.of(ints(entry.get("input_ids")))));
                    assertThat(relativeDifference(
                                    hiddenStates(trace, 0, entry.get("length").asInt()),
                                    reference.expected(id, "hidden_states").floats()))
                            .as(id)
                            .isLessThan(tolerance);
                    assertThat(relativeDifference(
                                    attentions(trace),
                                    reference.expected(id, "attentions").floats()))
                            .as(id)
                            .isLessThan(tolerance);
                    assertThat(relativeDifference(
                                    logits(
                                            model,
                                            trace,
                                            0,
                                            entry.get("target_index").asInt()),
                                    reference.expected(id, "logits_at_target").floats()))
                            .as(id)
                            .isLessThan(tolerance);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void paddingChangesNothing(String name) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT32);
                NDManager scope = NDManager.newBaseManager()) {
            JsonNode padded = reference.cases("padded_batch").get(0);
            List<int[]> sequences = reference.cases("single").stream()
                    .filter(entry -> padded.get("members")
                            .toString()
                            .contains(entry.get("id").toString()))
                    .map(entry -> ints(entry.get("input_ids")))
                    .toList();
            TokenBatch batch = model.batch(scope, sequences);
            assertThat(batch.padded()).isTrue();
            Trace trace = model.trace(batch);
            for (int member = 0; member < 2; member++) {
                int length = padded.get("member_lengths").get(member).asInt();
                int target = padded.get("target_index").get(member).asInt();
                assertThat(batch.lengths()[member]).isEqualTo(length);
                assertThat(relativeDifference(
                                hiddenStates(trace, member, length),
                                reference
                                        .expected("padded", "hidden_states_" + member)
                                        .floats()))
                        .isLessThan(1e-5);
                assertThat(relativeDifference(
                                logits(model, trace, member, target),
                                reference
                                        .expected("padded", "logits_at_target_" + member)
                                        .floats()))
                        .isLessThan(1e-5);
                for (LayerTrace layer : trace.layers()) {
                    if (length < batch.tokens()) {
                        NDArray atPadding = layer.attention().get(new NDIndex("{}, :, :, {}:", member, length));
                        assertThat(atPadding.abs().max().getFloat()).isZero();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void theBlockGivesTheSameLogitsAtTargetsAndColumnsAlone(String name) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT32);
                NDManager scope = NDManager.newBaseManager()) {
            List<JsonNode> cases = reference.cases("single").subList(0, 2);
            TokenBatch batch = model.batch(
                    scope,
                    cases.stream().map(entry -> ints(entry.get("input_ids"))).toList());
            long[][] targets = cases.stream()
                    .map(entry -> new long[] {entry.get("target_index").asLong()})
                    .toArray(long[][]::new);
            long[][] words = cases.stream()
                    .map(entry -> new long[] {
                        entry.get("good_token_id").asLong(),
                        entry.get("bad_token_id").asLong()
                    })
                    .toArray(long[][]::new);
            NDArray columns = scope.create(words).expandDims(1);
            NDList inputs = new NDList(batch.ids(), batch.mask(), scope.create(targets), columns);
            NDArray two = Blocks.forward(model, inputs);
            NDArray all = Blocks.forward(model, inputs.subNDList(0, 3));
            assertThat(two.getShape().getShape()).containsExactly(2, 1, 2);
            for (int member = 0; member < 2; member++) {
                float[] expected = reference
                        .expected(cases.get(member).get("id").asText(), "logits_at_target")
                        .floats();
                float[] row = all.get(member, 0).toFloatArray();
                assertThat(relativeDifference(row, expected)).isLessThan(1e-5);
                for (int k = 0; k < 2; k++) {
                    assertThat((double) two.getFloat(member, 0, k))
                            .isCloseTo(expected[(int) words[member][k]], org.assertj.core.data.Offset.offset(1e-4));
                }
            }
        }
    }
}
