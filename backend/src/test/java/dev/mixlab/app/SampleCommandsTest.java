package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.text.ExampleEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SampleCommandsTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void dataSampleCountsHalvesParadigmsAndLabels() throws IOException {
        Path file = folder.resolve("sample.jsonl");
        StringWriter out = new StringWriter();

        assertThat(execute(out, "data", "sample", "--json", "--out", file.toString()))
                .isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("train").asInt()).isEqualTo(2000);
        assertThat(report.path("paradigms")
                        .path("darn")
                        .path("test")
                        .path("plural")
                        .asInt())
                .isEqualTo(200);
        assertThat(report.path("splitSha256").asText())
                .isEqualTo(SampleData.create().sha256());
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4000);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("half").asText()).isEqualTo("train");
        assertThat(first.path("cueWords")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wordpiece", "bpe"})
    void tokenizerLearnWritesTheSameFileEveryTime(String kind) throws IOException {
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        for (Path file : List.of(first, second)) {
            int status = execute(
                    new StringWriter(),
                    "tokenizer",
                    "learn",
                    "--kind=" + kind,
                    "--vocabulary=700",
                    "--sentences=1000",
                    "--seed=4",
                    "--out=" + file);
            assertThat(status).as(err.toString()).isZero();
        }

        assertThat(first).hasSameBinaryContentAs(second);
        try (ExampleEncoder encoder = ExampleEncoder.open(first)) {
            assertThat(encoder.encode("The dogs have hurt themselves.")).hasSizeGreaterThan(6);
        }
    }

    @Test
    void tokenizerLearnRefusesAVocabularyWithoutRoomForTheAlphabet() {
        int status = execute(
                new StringWriter(),
                "tokenizer",
                "learn",
                "--kind=bpe",
                "--vocabulary=10",
                "--sentences=10",
                "--out=" + folder.resolve("t.json"));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("vocabulary of 10 entries").hasLineCount(1);
        assertThat(folder.resolve("t.json")).doesNotExist();
    }

    private int execute(StringWriter out, String... arguments) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
