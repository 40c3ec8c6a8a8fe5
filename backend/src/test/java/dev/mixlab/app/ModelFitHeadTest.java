package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelFitHeadTest {

    @TempDir
    Path temporary;

    private Path encoder = Path.of("");
    private Path text = Path.of("");

    /** An encoder without head and prefix, and the sentences of the sample data. */
    @BeforeEach
    void write() throws IOException {
        encoder = temporary.resolve("encoder");
        text = temporary.resolve("text.txt");
        HuggingFaceFolder.write(encoder, new ToyModel() {
            @Override
            public List<TensorInfo> tensors() {
                return super.tensors().stream()
                        .filter(info -> info.name().startsWith("bert."))
                        .map(info -> info.named(info.name().substring(5)))
                        .toList();
            }

            @Override
            public Tensor read(String name) {
                return super.read("bert." + name).named(name);
            }
        });
        List<String> lines = SampleData.create().examples().stream()
                .limit(120)
                .map(example -> example.sentence().text())
                .toList();
        Files.write(text, lines);
    }

    @Test
    void theFolderHoldsACompleteModelThatIsAccepted() throws IOException {
        Path output = temporary.resolve("with-head");

        Outcome outcome = run(
                "fit-head",
                encoder.toString(),
                "--text",
                text.toString(),
                "--output",
                output.toString(),
                "--steps",
                "12",
                "--report-every",
                "6");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err().lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .matches("step 12 of 12  loss \\d\\.\\d{3}  held-out loss \\d\\.\\d{3}  held-out accuracy 0\\.\\d{4}");
        try (var files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "config.json",
                            "model.safetensors",
                            "tokenizer.json",
                            "tokenizer_config.json",
                            "special_tokens_map.json",
                            "SOURCE.md");
        }
        JsonNode report = new ObjectMapper()
                .readTree(run("check", output.toString(), "--json").out());
        assertThat(report.path("maskedLmHead").asBoolean()).isTrue();
        assertThat(report.path("tiedOutput").asBoolean()).isTrue();
        assertThat(report.path("unknownTensors")).isEmpty();
        ModelFolder before = ModelFolder.open(encoder);
        ModelFolder after = ModelFolder.open(output);
        assertThat(after.config().path("architectures").path(0).asText()).isEqualTo("BertForMaskedLM");
        for (TensorInfo info : before.tensors()) {
            assertThat(after.read("bert." + info.name()).data())
                    .isEqualTo(before.read(info.name()).data());
        }
        assertThat(Files.readString(output.resolve("SOURCE.md")))
                .contains("`" + before.sha256() + "`", "| sentences held out | 12 |", "| 12 | ");
    }

    @Test
    void whatCannotBeDoneIsRefusedOnOneLineAndNothingIsWritten() throws IOException {
        Path output = temporary.resolve("with-head");
        Files.writeString(temporary.resolve("few.txt"), "the cat runs\n\n");
        Files.write(temporary.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, 'b', '\n'});

        assertRefused(output, "few.txt", "at least 10 different texts of 4 to 64 tokens, and there are 1");
        assertRefused(output, "latin.txt", "latin.txt: the file is not UTF-8");
        assertRefused(output, "absent.txt", "absent.txt: the file cannot be read");
        assertThat(output).doesNotExist();
        assertRefused(encoder, "text.txt", "--output " + encoder + ": the folder is not empty");
        assertRefused(text, "text.txt", "--output " + text + ": there is a file of that name");
        Files.delete(encoder.resolve("tokenizer.json"));
        assertRefused(output, "text.txt", "no tokenizer.json in the folder");
        assertThat(output).doesNotExist();
    }

    private void assertRefused(Path output, String file, String message) {
        Outcome outcome = run(
                "fit-head",
                encoder.toString(),
                "--text",
                temporary.resolve(file).toString(),
                "--output",
                output.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message).hasLineCount(1);
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("model"));
        all.addAll(List.of(arguments));
        int status = commandLine.execute(all.toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
