package dev.mixlab.weights.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.text.TinyTokenizers;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class that an exported tokenizer names is that of the model's family. */
class TokenizerClassTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WORDS = List.of("the", "cats");

    @ParameterizedTest
    @CsvSource({
        "BertForMaskedLM, bert, wordPiece, BertTokenizer",
        "BertModel, bert, wordPiece, BertTokenizer",
        "DistilBertForSequenceClassification, distilbert, wordPiece, DistilBertTokenizer",
        "RobertaForMaskedLM, roberta, byteLevel, RobertaTokenizer",
        "XLMRobertaModel, xlm-roberta, unigram, XLMRobertaTokenizer",
        ", electra, wordPiece, ElectraTokenizer",
        ", distilbert, wordPiece, DistilBertTokenizer",
        ", albert, unigram, AlbertTokenizer",
        ", xlm-roberta, unigram, XLMRobertaTokenizer",
        ", camembert, unigram, CamembertTokenizer",
        ", something-else, unigram, PreTrainedTokenizerFast",
        ", , byteLevel, PreTrainedTokenizerFast",
        "BertForMaskedLM, bert, byteLevel, PreTrainedTokenizerFast",
        "RobertaForMaskedLM, roberta, wordPiece, PreTrainedTokenizerFast"
    })
    void followsTheArchitectureOrTheFamilyWhereItReadsTheKindOfTokenizer(
            @Nullable String architecture, @Nullable String modelType, String kind, String expected)
            throws IOException {
        ObjectNode config = JSON.createObjectNode();
        if (architecture != null) {
            config.putArray("architectures").add(architecture);
        }
        if (modelType != null) {
            config.put("model_type", modelType);
        }

        TokenizerSettings settings = TokenizerSettings.of(config, JSON.readTree(tokenizer(kind)));

        assertThat(settings.config().path("tokenizer_class").asText()).isEqualTo(expected);
    }

    private static byte[] tokenizer(String kind) {
        return switch (kind) {
            case "wordPiece" -> TinyTokenizers.wordPiece(WORDS);
            case "byteLevel" -> TinyTokenizers.byteLevel(WORDS);
            default -> TinyTokenizers.unigram(WORDS);
        };
    }
}
