package dev.mixlab.encoder;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static dev.mixlab.encoder.TraceNumbers.attentions;
import static dev.mixlab.encoder.TraceNumbers.hiddenStates;
import static dev.mixlab.encoder.TraceNumbers.logits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.encoder.family.EncoderFamily;
import dev.mixlab.encoder.layer.DropoutRates;
import dev.mixlab.encoder.layer.EncoderLayer;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.weights.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name map alone makes the encoder compute a further family exactly; an activation is one of the map's settings. */
class FurtherFamiliesTest {

    @ParameterizedTest
    @CsvSource({
        "distilbert, FLOAT32, 1e-5", "albert, FLOAT32, 1e-5", "xlm-roberta, FLOAT32, 1e-5",
        "camembert, FLOAT32, 1e-5", "bert_gelu_new, FLOAT32, 1e-5", "bert_relu, FLOAT32, 1e-5",
        "distilbert, FLOAT64, 1e-6", "albert, FLOAT64, 1e-6", "xlm-roberta, FLOAT64, 1e-6",
        "camembert, FLOAT64, 1e-6", "bert_gelu_new, FLOAT64, 1e-6", "bert_relu, FLOAT64, 1e-6"
    })
    void hiddenStatesAttentionAndLogitsAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision)) {
            List<JsonNode> cases = reference.cases("single");
            assertThat(cases).hasSizeGreaterThanOrEqualTo(3);
            for (JsonNode entry : cases) {
                try (NDManager scope = TensorEngine.newManager()) {
                    String id = entry.get("id").asText();
                    int length = entry.get("length").asInt();
                    int target = entry.get("target_index").asInt();
                    Trace trace = model.trace(model.batch(scope, List.of(ints(entry.get("input_ids")))));
                    Agreement agreement = new Agreement(reference, id, tolerance);
                    agreement.check(hiddenStates(trace, 0, length), "hidden_states");
                    agreement.check(attentions(trace), "attentions");
                    agreement.check(logits(model, trace, 0, target), "logits_at_target");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "albert", "xlm-roberta", "camembert", "bert_gelu_new", "bert_relu"})
    void paddingChangesNothing(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64);
                NDManager scope = TensorEngine.newManager()) {
            JsonNode padded = reference.cases("padded_batch").get(0);
            List<int[]> sequences = new ArrayList<>();
            for (int member = 0; member < padded.get("member_lengths").size(); member++) {
                int length = padded.get("member_lengths").get(member).asInt();
                int[] ids = ints(padded.get("input_ids").get(member));
                sequences.add(Arrays.copyOf(ids, length));
            }
            Trace trace = model.trace(model.batch(scope, sequences));
            Agreement agreement = new Agreement(reference, "padded", 1e-6);
            for (int member = 0; member < sequences.size(); member++) {
                int target = padded.get("target_index").get(member).asInt();
                agreement.check(hiddenStates(trace, member, sequences.get(member).length), "hidden_states_" + member);
                agreement.check(logits(model, trace, member, target), "logits_at_target_" + member);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "albert", "xlm-roberta", "camembert"})
    void everyStoredTensorButATiedCopyIsAParameter(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            assertThat(model.encoder().getParameters().keys())
                    .containsExactlyInAnyOrderElementsOf(reference.source().tensors().stream()
                            .map(TensorInfo::name)
                            .filter(tensor -> !tensor.startsWith("lm_head.decoder."))
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"distilbert, n_layers", "albert, num_hidden_layers", "camembert, num_hidden_layers"})
    void messagesNameTheFamilysOwnKeys(String name, String key) {
        ObjectNode json = config(name);
        json.put(key, 0);
        EncoderFamily family = EncoderFamilies.of(json);

        assertThatThrownBy(() -> family.config(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("config.json: %s 0 is not positive", key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"num_hidden_groups", "inner_group_num"})
    void anAlbertWithSeveralSetsOfWeightsIsRefused(String key) {
        ObjectNode json = config("albert").put(key, 2);

        assertThatThrownBy(() -> EncoderFamilies.of(json).config(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("config.json: %s is 2; only an ALBERT whose layers all share", key);
    }

    /** A file that states a constant of the layer norms for DistilBERT, which its code does not read. */
    @Test
    void theLayerNormOfDistilBertHasNoSetting() {
        ObjectNode json = config("distilbert").put("layer_norm_eps", 0.5);

        EncoderConfig config = EncoderFamilies.of(json).config(json);

        assertThat(config.architecture().layerNormEps()).isEqualTo(1e-12);
    }

    @Test
    void whatAConfigurationOfAlbertLeavesOutIsWhatItsCodeTakes() {
        ObjectNode json = config("albert");
        json.remove(List.of(
                "hidden_act", "hidden_dropout_prob", "attention_probs_dropout_prob", "embedding_size", "pad_token_id"));

        EncoderConfig config = EncoderFamilies.of(json).config(json);

        assertThat(config.activation().name()).isEqualTo("GELU_NEW");
        assertThat(config.head().activation().name()).isEqualTo("GELU_NEW");
        assertThat(config.dropout()).isEqualTo(new EncoderConfig.Dropout(0, 0));
        assertThat(config.embeddings().size()).isEqualTo(128);
    }

    /** Dropout of the blocks' outputs is where the published code has it. */
    @ParameterizedTest
    @CsvSource({"distilbert, false, true", "albert, true, false", "camembert, true, true"})
    void dropoutIsWhereTheFamilyHasIt(String name, boolean afterAttention, boolean afterFeedForward) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64);
                NDManager scope = TensorEngine.newManager()) {
            TokenBatch batch = model.batch(scope, List.of(new int[] {7, 8, 9, 10, 11, 12}));
            NDArray x = model.embed(batch);
            EncoderLayer layer = model.encoder().layers().get(0);
            DropoutRates rates = new DropoutRates(0.5, 0);
            LayerTrace plain = model.layer(0, x, null);

            LayerTrace dropped = layer.forward(model.weights(0), new EncoderLayer.Input(x, x, null, rates));

            assertThat(differs(dropped.y(), plain.y())).isEqualTo(afterAttention);
            NDArray update = dropped.u().sub(dropped.z());
            boolean zeros = update.eq(0).any().getBoolean();
            assertThat(zeros).isEqualTo(afterFeedForward);
        }
    }

    private static boolean differs(NDArray one, NDArray other) {
        return one.sub(other).abs().max().getDouble() > 0;
    }

    private static ObjectNode config(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name)) {
            return (ObjectNode) reference.source().config();
        }
    }

    private record Agreement(ReferenceModel reference, String id, double tolerance) {

        void check(float[] actual, String tensor) {
            assertThat(relativeDifference(actual, reference.expected(id, tensor).floats()))
                    .as("%s of %s", tensor, id)
                    .isLessThan(tolerance);
        }
    }
}
