package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.data.blimp.BlimpFolder;
import dev.mixlab.text.TinyTokenizers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DataBlimpTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    private Path folder;
    private Path tokenizer;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectory(temporary.resolve("blimp"));
        BlimpFolder.write(folder);
        tokenizer = temporary.resolve("tokenizer.json");
        List<String> words = List.of("has", "have", "see", "sees", "this", "these", "that", "himself", "themselves");
        Files.write(tokenizer, TinyTokenizers.wordPiece(words));
    }

    @Test
    void countsPerParadigmLabelAndReasonArePrintedAsJson() throws IOException {
        Outcome outcome = execute("data", "blimp", folder.toString(), "--tokenizer", tokenizer.toString(), "--json");

        assertThat(outcome.status()).isZero();
        JsonNode report = JSON.readTree(outcome.out());
        assertThat(report.path("read").asInt()).isEqualTo(44);
        assertThat(report.path("kept").asInt()).isEqualTo(32);
        assertThat(report.path("paradigms").path("rpsv").path("dropped")).isEqualTo(JSON.readTree("{\"balanced\":4}"));
        assertThat(report.path("paradigms").path("dna"))
                .isEqualTo(
                        JSON.readTree("{\"read\":8,\"singlePiece\":4,\"beforeBalancing\":4,\"kept\":4,\"singular\":4,"
                                + "\"plural\":0,\"train\":2,\"test\":2,\"dropped\":{\"good_word_not_one_piece\":4}}"));
        assertThat(report.path("splitSha256").asText()).matches("[0-9a-f]{64}");
        assertThat(report.path("examplesSha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatTheModelCannotReadIsDroppedWithItsFileAndLine() throws IOException {
        Path anaphors = folder.resolve("anaphor_number_agreement.jsonl");
        String good = "Ann saw himself" + " and the boys".repeat(200) + ".";
        Files.writeString(
                anaphors,
                "\n" + line("20", good, good.replace("himself", "themselves"))
                        + line("21", "An\\ud83dn saw himself.", "An\\ud83dn saw themselves."),
                StandardOpenOption.APPEND);

        Outcome outcome = execute("data", "blimp", folder.toString(), "--tokenizer", tokenizer.toString(), "--json");

        assertThat(outcome.status()).isZero();
        JsonNode report = JSON.readTree(outcome.out());
        assertThat(report.path("paradigms").path("ana").path("dropped"))
                .isEqualTo(JSON.readTree("{\"not_encodable\":1,\"too_long\":1}"));
        assertThat(report.path("droppedPairs"))
                .contains(
                        JSON.readTree("{\"id\":\"ana-20\",\"reason\":\"too_long\","
                                + "\"where\":\"anaphor_number_agreement.jsonl line 10\"}"),
                        JSON.readTree("{\"id\":\"ana-21\",\"reason\":\"not_encodable\","
                                + "\"where\":\"anaphor_number_agreement.jsonl line 11\"}"));
        assertThat(report.path("kept").asInt()).isEqualTo(32);
    }

    @Test
    void aTokenizerBesideItsModelReadsAsManyTokensAsTheModel() throws IOException {
        Files.writeString(
                tokenizer.resolveSibling("config.json"),
                "{\"model_type\":\"bert\",\"vocab_size\":99,\"hidden_size\":8,\"num_hidden_layers\":1,"
                        + "\"num_attention_heads\":2,\"intermediate_size\":16,\"max_position_embeddings\":8}");

        Outcome outcome = execute("data", "blimp", folder.toString(), "--tokenizer", tokenizer.toString(), "--json");

        JsonNode dropped =
                JSON.readTree(outcome.out()).path("paradigms").path("darn").path("dropped");
        assertThat(dropped).isEqualTo(JSON.readTree("{\"too_long\":8}"));
    }

    private static String line(String id, String good, String bad) {
        return "{\"UID\":\"anaphor_number_agreement\",\"pairID\":\"%s\",\"sentence_good\":\"%s\",\"sentence_bad\":\"%s\"}\n"
                .formatted(id, good, bad);
    }

    @Test
    void examplesAreWrittenWithTheirCues() throws IOException {
        Path out = temporary.resolve("examples.jsonl");

        Outcome outcome = execute("data", "blimp", folder.toString(), "--out", out.toString());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("40 of 44 pairs kept");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(40);
        JsonNode example = JSON.readTree(lines.stream()
                .filter(line -> line.contains("\"darn-0\""))
                .findFirst()
                .orElseThrow());
        assertThat(example.path("sentence").asText()).isEqualTo("The son of the boys has met Ann.");
        assertThat(example.path("cueWords").toString()).isEqualTo("[\"son\"]");
        assertThat(example.path("cues").toString()).isEqualTo("[1]");
        assertThat(example.path("target").asInt()).isEqualTo(5);
        assertThat(example.path("label").asText()).isEqualTo("singular");
        assertThat(example.path("half").asText()).isIn("train", "test");
    }

    @ParameterizedTest
    @CsvSource({
        "data blimp, give either a folder",
        "data blimp FOLDER --download --into FOLDER, give either a folder",
        "data blimp FOLDER/none, is no folder",
        "data blimp FOLDER --tokenizer FOLDER/none.json, cannot be read",
        "data blimp --download --into FOLDER --from ftp://x/, must begin with http",
        "data blimp --download --into FOLDER --from http://127.0.0.1:1/, cannot be downloaded",
    })
    void refusedInputIsOneLineOnStandardErrorAndStatusTwo(String line, String message) {
        Outcome outcome = execute(line.replace("FOLDER", folder.toString()).split(" ", -1));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains(message);
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    private record Outcome(int status, String out, String err) {}
}
