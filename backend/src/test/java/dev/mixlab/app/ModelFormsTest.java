package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The forms in which checkpoints are published, and what is refused with a way out. */
class ModelFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORDS = "bert.embeddings.word_embeddings.weight";

    @TempDir
    Path temporary;

    @Test
    void theEncodersNamesMayLackThePrefix() throws IOException {
        Path folder = folder(name -> name.startsWith("bert.") ? name.substring(5) : name, List.of());

        JsonNode report = accepted(folder);

        assertThat(report.path("unknownTensors")).isEmpty();
        assertThat(report.path("maskedLmHead").asBoolean()).isTrue();
        assertThat(report.path("notes")).isEmpty();
        assertSameParameters(folder);
    }

    @Test
    void aTensorThatIsThereTwiceIsRefused() throws IOException {
        Path folder = folder(UnaryOperator.identity(), List.of(zeros("embeddings.LayerNorm.bias", 16)));

        assertRefused(folder, "tensor bert.embeddings.LayerNorm.bias: there twice, as embeddings.LayerNorm.bias too");
    }

    @Test
    void theHeadsOfOtherTasksAreNamedAndNotRead() throws IOException {
        Path folder = folder(
                UnaryOperator.identity(),
                List.of(
                        zeros("bert.pooler.dense.weight", 16, 16),
                        zeros("bert.pooler.dense.bias", 16),
                        zeros("cls.seq_relationship.weight", 2, 16),
                        zeros("classifier.weight", 3, 16),
                        zeros("qa_outputs.bias", 2)));

        JsonNode report = accepted(folder);

        assertThat(report.path("unknownTensors")).isEmpty();
        assertThat(report.path("notes").path(0).asText())
                .isEqualTo("not needed for masked language modelling and not read: bert.pooler.dense.bias, "
                        + "bert.pooler.dense.weight, classifier.weight, cls.seq_relationship.weight and 1 more");
        assertSameParameters(folder);
    }

    @ParameterizedTest
    @CsvSource({"bert., bert.", "bert., ''"})
    void aClassifierIsAModelWithoutAMaskedLmHead(String prefix, String replacement) throws IOException {
        Path folder = folder(
                name -> name.startsWith("cls.") ? null : name.replaceFirst("^" + prefix, replacement),
                List.of(zeros("classifier.weight", 3, 16), zeros("classifier.bias", 3)));

        JsonNode report = accepted(folder);

        assertThat(report.path("maskedLmHead").asBoolean(true)).isFalse();
        assertThat(report.has("tiedOutput")).isFalse();
        assertThat(report.path("parameters").asInt()).isEqualTo(5752 - 16 * 16 - 16 - 2 * 16 - 40);
        assertThat(report.path("notes").path(0).asText())
                .startsWith("no masked-LM head: maps and rollouts can be computed");
        assertThat(check(folder).out()).contains("maskedLmHead     false").contains("no masked-LM head: maps");
    }

    @Test
    void aHeadThatIsThereInPartIsRefusedByWhatItLacks() throws IOException {
        Path folder = folder(name -> name.equals("cls.predictions.transform.dense.weight") ? null : name, List.of());

        assertRefused(folder, "tensor cls.predictions.transform.dense.weight: missing");
    }

    @Test
    void aSeparateDecoderIsReadWhereItIsMeant() throws IOException {
        Tensor decoder = ones("cls.predictions.decoder.weight", 40, 16);
        Path folder = folder(UnaryOperator.identity(), List.of(decoder));
        assertRefused(folder, "cls.predictions.decoder.weight: differs from " + WORDS + ", to which it is tied");

        configure(folder, config -> config.put("tie_word_embeddings", false));

        JsonNode report = accepted(folder);
        assertThat(report.path("tiedOutput").asBoolean(true)).isFalse();
        assertThat(report.path("parameters").asInt()).isEqualTo(5752 + 40 * 16);
        try (MaskedLanguageModel model = MaskedLanguageModel.load(ModelFolder.open(folder), Precision.FLOAT32)) {
            assertThat(model.headWeights().decoder().sum().getFloat()).isEqualTo(40 * 16);
        }
    }

    @Test
    void safetensorsArePreferredAndTheOtherFileIsNotEvenOpened() throws IOException {
        Path folder = folder(UnaryOperator.identity(), List.of());
        Files.copy(Fixtures.reference("formats/bad/evil.bin"), folder.resolve("pytorch_model.bin"));

        JsonNode report = accepted(folder);

        assertThat(report.path("notes").toString())
                .isEqualTo(
                        "[\"pytorch_model.bin is there too and is not read, since model.safetensors is preferred\"]");
    }

    @Test
    void shardsOfPyTorchAreRead() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("shards"));
        Files.copy(Fixtures.reference("formats/bin_zip/config.json"), folder.resolve("config.json"));
        Files.copy(Fixtures.reference("formats/bin_zip/pytorch_model.bin"), folder.resolve("pytorch_model-1.bin"));
        ObjectNode index = JSON.createObjectNode();
        ObjectNode map = index.putObject("weight_map");
        ModelFolder.open(Fixtures.reference("formats/safetensors"))
                .tensors()
                .forEach(info -> map.put(info.name(), "pytorch_model-1.bin"));
        JSON.writeValue(folder.resolve("pytorch_model.bin.index.json").toFile(), index);

        assertThat(accepted(folder).path("maskedLmHead").asBoolean()).isTrue();
        assertSameParameters(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"pruned_heads": {"1": [0]}}            | pruned_heads is {"1":[0]}; models with pruned heads are not supported
            {"pruned_heads": {"1": [0]}}            | take the model before pruning
            {"hidden_act": null}                    | hidden_act is null, not the name of a function
            {"hidden_act": 3}                       | hidden_act is 3, not the name of a function
            {"hidden_act": "quick_gelu"}            | hidden_act quick_gelu is not supported, only gelu, gelu_new
            {"position_embedding_type": "relative_key"} | position_embedding_type relative_key is not supported, only absolute; take
            {"is_decoder": true}                    | is_decoder is true
            {"is_encoder_decoder": true}            | is_encoder_decoder is true
            {"add_cross_attention": true}           | add_cross_attention is true
            {"add_cross_attention": true}           | save the model without it
            {"quantization_config": {"quant_method": "bitsandbytes"}} | the weights are quantised (bitsandbytes); take the model before
            {"quantization_config": {}}             | the weights are quantised (by an unnamed method)
            {"model_type": "deberta"}               | model_type deberta is not supported; it attends by relative positions
            {"model_type": "deberta-v2"}            | take a model with absolute positions, such as bert-base-uncased
            {"model_type": "modernbert"}            | model_type modernbert is not supported; it has rotary positions
            {"model_type": "gpt2"}                  | model_type gpt2 is not supported; it is a decoder
            {"model_type": "llama"}                 | a masked language model is needed, such as bert-base-uncased
            {"model_type": "t5"}                    | model_type t5 is not supported; it has an encoder and a decoder
            {"model_type": "data2vec-text"}         | only bert, roberta, electra, distilbert, albert, xlm-roberta, camembert
            {"model_type": "data2vec-text"}         | take a model of one of these families, such as bert-base-uncased
            {"model_type": "big_bird"}              | model_type big_bird is not supported; it attends to some words only
            {"model_type": "mobilebert"}            | it has layers of another kind than BERT's
            {"model_type": "new", "architectures": ["NewForCausalLM"]} | model_type new is not supported; it is a decoder
            {"model_type": "new", "architectures": ["NewForConditionalGeneration"]} | it has an encoder and a decoder
            {"model_type": null, "architectures": ["GPT2LMHeadModel"]} | model_type is missing; GPT2LMHeadModel is a decoder
            {"model_type": null}                    | model_type is missing; add the family of the model
            {"model_type": "electra", "architectures": ["ElectraForPreTraining"]} | google/electra-base-generator
            """)
    void whatAConfigurationAsksForAndIsNotComputedIsRefusedWithTheWayOut(String keys, String message)
            throws IOException {
        Path folder = folder(UnaryOperator.identity(), List.of());
        configure(folder, config -> config.setAll((ObjectNode) JSON.readTree(keys)));

        assertRefused(folder, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bert.encoder.layer.0.attention.self.query.lora_A.weight | a LoRA adapter
            bert.encoder.layer.0.crossattention.self.query.weight   | the layers have cross-attention
            bert.encoder.layer.7.output.dense.bias                  | config.json has only 2 layers
            encoder.layer.7.output.dense.bias                       | config.json has only 2 layers
            bert.encoder.layer.0.attention.self.query.qweight       | the tensors are those of a quantised model
            bert.encoder.layer.0.attention.self.query.SCB           | take the model before quantisation
            bert.encoder.layer.0.output.dense.weight.absmax         | such as bert.encoder.layer.0.output.dense.weight.absmax
            bert.encoder.layer.0.attention.self.distance_embedding.weight | the model was trained with relative positions
            """)
    void whatTensorsShowAndIsNotComputedIsRefused(String added, String message) throws IOException {
        assertRefused(folder(UnaryOperator.identity(), List.of(zeros(added, 1))), message);
    }

    @Test
    void aDiscriminatorIsToldByItsTensorsToo() throws IOException {
        Path folder = folder(
                name -> name.startsWith("cls.") ? null : name.replaceFirst("^bert\\.", "electra."),
                List.of(zeros("discriminator_predictions.dense.bias", 16)));
        configure(folder, config -> config.put("model_type", "electra").remove("architectures"));

        assertRefused(folder, "google/electra-base-generator beside google/electra-base-discriminator");
    }

    @Test
    void namesOfAnotherFamilyAreShown() throws IOException {
        Path folder = folder(name -> name.replaceFirst("^bert\\.", "student."), List.of());

        assertRefused(
                folder,
                "the word embeddings are missing: there is neither " + WORDS
                        + " nor embeddings.word_embeddings.weight, but");
    }

    @Test
    void wholeNumbersAreTakenForAQuantisedModel() throws IOException {
        String name = "bert.encoder.layer.0.output.dense.weight";
        TensorInfo info = new TensorInfo(name, DataType.I8, List.of(16L, 32L));
        Path folder = folder(
                stored -> stored.equals(name) ? null : stored, List.of(new Tensor(info, ByteBuffer.allocate(16 * 32))));

        assertRefused(folder, "type I8 where a floating-point type is needed; a quantised model is not supported");
    }

    @Test
    void eightBitNumbersAreTakenForAQuantisedModel() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        Path folder = Fixtures.folder(temporary, "model.safetensors", Fixtures.safetensors(header, 1));

        assertRefused(folder, "dtype \"F8_E4M3\" is not known; quantised weights must be saved again");
    }

    /** A folder with the reference model's tensors under other names, without those whose name becomes null, and with more. */
    private Path folder(UnaryOperator<String> renamed, List<Tensor> more) throws IOException {
        List<Tensor> tensors = new ArrayList<>(more);
        try (SafetensorsFile good = SafetensorsFile.open(Fixtures.reference("formats/safetensors/model.safetensors"))) {
            for (String name : good.tensors().keySet()) {
                String other = renamed.apply(name);
                if (other != null) {
                    tensors.add(good.read(name).named(other));
                }
            }
        }
        Path folder = Fixtures.folder(temporary, "model.safetensors", new byte[0]);
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
            SafetensorsWriter.write(out, tensors, Map.of());
        }
        return folder;
    }

    private interface Change {
        void apply(ObjectNode config) throws IOException;
    }

    private static void configure(Path folder, Change change) throws IOException {
        Path file = folder.resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        change.apply(config);
        JSON.writeValue(file.toFile(), config);
    }

    private static Tensor zeros(String name, long... shape) {
        return filled(name, 0, shape);
    }

    private static Tensor ones(String name, long... shape) {
        return filled(name, 1, shape);
    }

    private static Tensor filled(String name, float value, long... shape) {
        List<Long> sizes = Arrays.stream(shape).boxed().toList();
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        Arrays.fill(values, value);
        return Tensor.of(name, sizes, values);
    }

    private static void assertSameParameters(Path folder) {
        try (MaskedLanguageModel model = MaskedLanguageModel.load(ModelFolder.open(folder), Precision.FLOAT32);
                MaskedLanguageModel good = MaskedLanguageModel.load(
                        ModelFolder.open(Fixtures.reference("formats/safetensors")), Precision.FLOAT32)) {
            assertThat(model.export()).isEqualTo(good.export());
        }
    }

    private static JsonNode accepted(Path folder) throws IOException {
        Outcome outcome = check(folder, "--json");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return JSON.readTree(outcome.out());
    }

    private static void assertRefused(Path folder, String message) {
        Outcome outcome = check(folder, "--json");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(folder.toString()).contains(message).hasLineCount(1);
    }

    private static Outcome check(Path folder, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("model", "check", folder.toString()));
        arguments.addAll(List.of(options));
        int status = commandLine.execute(arguments.toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
