package dev.mixlab.encoder;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static dev.mixlab.encoder.TraceNumbers.attentions;
import static dev.mixlab.encoder.TraceNumbers.hiddenStates;
import static dev.mixlab.encoder.TraceNumbers.logits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamily;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name map alone makes the encoder compute a further family exactly. */
class FurtherFamiliesTest {

    @ParameterizedTest
    @EnumSource
    void hiddenStatesAttentionAndLogitsAgreeWithTheReference(FurtherFamilies family) {
        try (ReferenceModel reference = ReferenceModel.beyond(family.id());
                MaskedLanguageModel model = load(reference, family)) {
            List<JsonNode> cases = reference.cases("single");
            assertThat(cases).hasSize(4);
            for (JsonNode entry : cases) {
                try (NDManager scope = TensorEngine.newManager()) {
                    String id = entry.get("id").asText();
                    int length = entry.get("length").asInt();
                    int target = entry.get("target_index").asInt();
                    Trace trace = model.trace(model.batch(scope, List.of(ints(entry.get("input_ids")))));
                    assertAgrees(hiddenStates(trace, 0, length), reference, id, "hidden_states");
                    assertAgrees(attentions(trace), reference, id, "attentions");
                    assertAgrees(logits(model, trace, 0, target), reference, id, "logits_at_target");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStoredTensorIsAParameter(FurtherFamilies family) {
        try (ReferenceModel reference = ReferenceModel.beyond(family.id());
                MaskedLanguageModel model = load(reference, family)) {
            assertThat(model.encoder().getParameters().keys())
                    .containsExactlyInAnyOrderElementsOf(reference.source().tensors().stream()
                            .map(TensorInfo::name)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesNameTheFamilysOwnKeys(FurtherFamilies family) {
        try (ReferenceModel reference = ReferenceModel.beyond(family.id())) {
            ObjectNode json = (ObjectNode) reference.source().config();
            String key = family == FurtherFamilies.DISTILBERT ? "n_layers" : "num_hidden_layers";
            assertThatThrownBy(() -> family.config(json.put(key, 0)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("config.json: %s 0 is not positive", key);
        }
    }

    private static MaskedLanguageModel load(ReferenceModel reference, EncoderFamily family) {
        EncoderConfig config = family.config(reference.source().config());
        return MaskedLanguageModel.load(reference.source(), config, Precision.FLOAT64);
    }

    private static void assertAgrees(float[] actual, ReferenceModel reference, String id, String tensor) {
        assertThat(relativeDifference(actual, reference.expected(id, tensor).floats()))
                .as("%s of %s", tensor, id)
                .isLessThan(1e-6);
    }
}
