package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.TinyTokenizers;
import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.safetensors.SafetensorsWriter;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tokenizer.SlowFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ModelCheckTest {

    private static final String LAYER = "tensor bert.encoder.layer.";

    /** Per broken file what its refusal says: the tensor, where there is one, and the rule. */
    private static final Map<String, List<String>> BROKEN = Map.ofEntries(
            Map.entry("truncated.safetensors", List.of(LAYER, "bytes of data are in the file")),
            Map.entry("header_too_long.safetensors", List.of("header length", "beyond the end of the file")),
            Map.entry("header_huge.safetensors", List.of("header length", "beyond the end of the file")),
            Map.entry("header_not_json.safetensors", List.of("the header is not UTF-8")),
            Map.entry("overlapping_offsets.safetensors", List.of(LAYER + "0.attention.self.key.weight", "overlap")),
            Map.entry("size_mismatch.safetensors", List.of(LAYER + "0.attention.self.query.weight", "needs 1088")),
            Map.entry(
                    "wrong_shape.safetensors", List.of(LAYER + "0.attention.self.query.weight", "[16, 8]", "[16, 16]")),
            Map.entry("missing_tensor.safetensors", List.of(LAYER + "1.output.dense.weight", "missing")),
            Map.entry("nan_weights.safetensors", List.of(LAYER + "0.output.dense.weight", "[3, 5]", "not a finite")),
            Map.entry("evil.bin", List.of("names posix.system", "nothing was executed")),
            Map.entry("evil_legacy.bin", List.of("names posix.system", "nothing was executed")),
            Map.entry("evil_raw.bin", List.of("names os.system", "nothing was executed")));

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource({
        "safetensors, F32, d0bba12cfc344f500f87b8ddabcb3bd43d8badfa7c0b834e55b97176aa9901a5",
        "safetensors_old_names, F32, d47e7616a36e6a1dd73bd6918c1199415643a02b72d309ba7df9a02a2953f01d",
        "sharded, F32, 73a011640ee7770f4d84eb62d5bc8eaf3518e0825efd7490a10af837028219b3",
        "f16, F16, ee159bb4e18c07d029f0f605b339084b5deee3dec267def6619bba4a5790e997",
        "bf16, BF16, 60987da9c29c38a4c862e53ee8430d30f6c17b9c125698685fa8c1a42b3f830e"
    })
    void describesAFolderInEveryFormat(String format, String dataType, String sha256) throws IOException {
        Outcome outcome = check(Fixtures.reference("formats/" + format));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertThat(report.path("family").asText()).isEqualTo("bert");
        assertThat(report.path("layers").asInt()).isEqualTo(2);
        assertThat(report.path("hiddenSize").asInt()).isEqualTo(16);
        assertThat(report.path("heads").asInt()).isEqualTo(2);
        assertThat(report.path("vocabulary").asInt()).isEqualTo(40);
        assertThat(report.path("parameters").asInt()).isEqualTo(5752);
        assertThat(report.path("dataType").asText()).isEqualTo(dataType);
        assertThat(report.path("sha256").asText()).isEqualTo(sha256);
        assertThat(report.path("modelSha256").asText()).matches("[0-9a-f]{64}");
        assertThat(report.path("tiedOutput").asBoolean()).isTrue();
        assertThat(report.path("unknownTensors")).isEmpty();
    }

    static Stream<String> brokenFiles() throws IOException {
        try (Stream<Path> files = Files.list(Fixtures.reference("formats/bad"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("config.json"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void refusesEveryBrokenFileOnOneLine(String file) throws IOException {
        Path pwned = Path.of(System.getProperty("java.io.tmpdir"), "pwned");
        assertThat(pwned).doesNotExist();
        String name = file.endsWith(".bin") ? "pytorch_model.bin" : "model.safetensors";
        Path folder = Fixtures.folder(temporary, name, Files.readAllBytes(Fixtures.reference("formats/bad/" + file)));

        Outcome outcome = check(folder);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith(folder.resolve(name) + ": ")
                .contains(BROKEN.get(file))
                .hasLineCount(1);
        assertThat(pwned).doesNotExist();
    }

    @Test
    void refusesATokenizerWhoseIdsTheModelDoesNotKnow() throws IOException {
        Path folder = goodFolder();
        Files.write(folder.resolve("tokenizer.json"), TinyTokenizers.wordPiece(List.of("the", "cats", "run")));

        Outcome outcome = check(folder);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("tokenizer.json: token id", "outside the vocabulary of 40");
    }

    @Test
    void refusesAConfigurationThatLacksAKey() throws IOException {
        Path folder = goodFolder();
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"hidden_size\"", "\"hidden\""));

        Outcome outcome = check(folder);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("config.json", "hidden_size", "missing")
                .hasLineCount(1);
    }

    @Test
    void namesTensorsThatTheModelHasNoUseFor() throws IOException {
        Path folder = goodFolder();
        Path file = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        try (SafetensorsFile good = SafetensorsFile.open(file)) {
            good.tensors().keySet().forEach(name -> tensors.add(good.read(name)));
        }
        tensors.add(Tensor.of("bert.adapter.weight", List.of(1L), new float[1]));
        tensors.add(Tensor.of("bert.pooler.dense.bias", List.of(1L), new float[1]));
        try (OutputStream out = Files.newOutputStream(file)) {
            SafetensorsWriter.write(out, tensors, Map.of());
        }

        JsonNode report = new ObjectMapper().readTree(check(folder).out());

        assertThat(report.path("unknownTensors").toString()).isEqualTo("[\"bert.adapter.weight\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tok-mask-two-ids      | [MASK] is 4 in model.vocab and 7 in added_tokens
            electra-discriminator | the discriminator of ELECTRA
            electra-discriminator | the generator of the same model is needed
            lfs-pointer-safetensors | model.safetensors: a Git LFS pointer, not the file itself; download the real file
            lfs-pointer-tokenizer | tokenizer.json: a Git LFS pointer, not the file itself; download the real file
            """)
    void saysWhatAFolderIsThatCannotBeRead(String fault, String message) {
        Outcome outcome = check(Fixtures.fault(fault));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message).hasLineCount(1);
    }

    @Test
    void namesOfAWrappedModelAreReadWithoutTheWrapper() throws IOException {
        Outcome wrapped = check(Fixtures.fault("module-prefix"));

        assertThat(wrapped.status()).isZero();
        JsonNode report = new ObjectMapper().readTree(wrapped.out());
        assertThat(report.path("unknownTensors")).isEmpty();
        assertThat(report.path("parameters").asInt()).isEqualTo(7614);
    }

    @Test
    void followsTheTreatmentOfCaseInTokenizerConfig() throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(check(Fixtures.fault("tok-cased-but-config-lower")).out());

        assertThat(report.path("tokens"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"mask\":4,\"pad\":0,\"begin\":2,\"end\":3,\"unknown\":1,"
                                + "\"lowerCase\":true,\"accentsRemoved\":true}"));
        assertThat(report.path("notes").path(0).asText()).contains("do_lower_case is true in tokenizer_config.json");
        byte[] tokenizer =
                ModelFolder.open(Fixtures.fault("tok-cased-but-config-lower")).tokenizer();
        try (ExampleEncoder encoder = ExampleEncoder.of(tokenizer)) {
            assertThat(encoder.encode("The")).containsExactly(2, 5, 3);
        }
    }

    @Test
    void readsAVocabularyInText() throws IOException {
        Path folder = Fixtures.fault("tok-vocab-txt-only");

        JsonNode report = new ObjectMapper().readTree(check(folder).out());

        assertThat(report.path("tokenizer").asBoolean(false)).isTrue();
        assertThat(report.path("tokens"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"mask\":4,\"pad\":0,\"begin\":2,\"end\":3,\"unknown\":1,"
                                + "\"lowerCase\":true,\"accentsRemoved\":true}"));
        assertThat(report.path("files").findValuesAsText("name"))
                .containsExactly("config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors");
        try (ExampleEncoder encoder = ExampleEncoder.of(ModelFolder.open(folder).tokenizer())) {
            assertThat(encoder.pieces("The Cats").tokens()).containsExactly("[CLS]", "the", "cats", "[SEP]");
        }
    }

    @Test
    void saysWhatToDoAboutATokenizerThatIsNotRead() throws IOException {
        Path folder = goodFolder();
        Files.writeString(folder.resolve("spiece.model"), "");

        JsonNode report = new ObjectMapper().readTree(check(folder).out());

        assertThat(report.path("tokenizer").asBoolean(true)).isFalse();
        assertThat(report.path("notes").path(0).asText())
                .startsWith("spiece.model is not read: a tokenizer.json is needed, which AutoTokenizer");
    }

    @Test
    void refusesAVocabularyThatTheModelHasNoEmbeddingsFor() throws IOException {
        Path folder = goodFolder();
        SlowFiles.wordPiece(TinyTokenizers.wordPiece(List.of("the", "cats", "run")), folder);

        Outcome outcome = check(folder);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("vocab.txt: token id 67 is outside the vocabulary of 40 (vocab_size in config.json)");
    }

    private Path goodFolder() throws IOException {
        return Fixtures.folder(
                temporary,
                "model.safetensors",
                Files.readAllBytes(Fixtures.reference("formats/safetensors/model.safetensors")));
    }

    private static Outcome check(Path folder) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute("model", "check", folder.toString(), "--json");
        return new Outcome(status, out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
