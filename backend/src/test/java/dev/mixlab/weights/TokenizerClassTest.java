package dev.mixlab.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class that an exported tokenizer names is that of the model's family. */
class TokenizerClassTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "BertForMaskedLM, bert, BertTokenizer",
        "BertModel, bert, BertTokenizer",
        "DistilBertForSequenceClassification, distilbert, DistilBertTokenizer",
        "XLMRobertaModel, xlm-roberta, XLMRobertaTokenizer",
        ", distilbert, DistilBertTokenizer",
        ", albert, AlbertTokenizer",
        ", xlm-roberta, XLMRobertaTokenizer",
        ", camembert, CamembertTokenizer",
        ", something-else, PreTrainedTokenizerFast",
        ", , PreTrainedTokenizerFast"
    })
    void followsTheArchitectureOrTheFamily(@Nullable String architecture, @Nullable String modelType, String expected) {
        ObjectNode config = JSON.createObjectNode();
        if (architecture != null) {
            config.putArray("architectures").add(architecture);
        }
        if (modelType != null) {
            config.put("model_type", modelType);
        }

        TokenizerSettings settings = TokenizerSettings.of(config, JSON.createObjectNode());

        assertThat(settings.config().path("tokenizer_class").asText()).isEqualTo(expected);
    }
}
