package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.store.Samples;
import dev.mixlab.web.RunningServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataOperationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAIRS = """
            first,second,cue,kind
            The dogs bark.,The dogs barks.,dogs,many
            The dog barks.,The dog bark.,dog,one
            Some cats sleep.,Some cats sleeps.,cats,many
            One cat sleeps.,One cat sleep.,cat,one
            """;
    private static final String COLUMNS = "file=my%20pairs.csv&good=first&bad=second&label=kind";

    private RunningServer server = new RunningServer();

    @BeforeEach
    void sample() {
        server.store.dataSets.register(Samples.data(SampleData.ID, "dogs"), new DataOrigin("test"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> upload(String path, String content) {
        return server.send(server.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(content))
                .build());
    }

    private JsonNode added() {
        HttpResponse<String> answer = upload("/api/v1/data/pairs?" + COLUMNS, PAIRS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> uploads() {
        Path folder = server.store.folder.resolve("uploads");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPreviewTellsWhatBecomesOfTheRowsAndStoresNothing() {
        HttpResponse<String> answer = upload("/api/v1/data/preview?mostRefused=10&" + COLUMNS, PAIRS + "only one\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = json(answer);
        assertThat(report.at("/rows").intValue()).isEqualTo(5);
        assertThat(report.at("/used").intValue()).isEqualTo(4);
        assertThat(report.at("/refused").intValue()).isEqualTo(1);
        assertThat(report.at("/refusedRows/0/line").intValue()).isEqualTo(6);
        assertThat(report.at("/reasons/0/reason").textValue()).isEqualTo("row_unreadable");
        assertThat(report.at("/problem").textValue()).contains("20.0 %", "limit of 10 %");
        assertThat(report.at("/files/0/header/0").textValue()).isEqualTo("first");
        assertThat(report.at("/pairs/0/words/1").textValue()).isEqualTo("dogs");
        assertThat(report.at("/pairs/0/cues/0").intValue()).isEqualTo(1);
        assertThat(server.store.dataSets.list()).hasSize(1);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void pairsAreStoredOnceAndReadBack() {
        JsonNode data = added().get("data");

        assertThat(data.at("/name").textValue()).isEqualTo("my pairs");
        assertThat(data.at("/id").textValue()).matches("my-pairs-[0-9a-f]{8}");
        assertThat(data.at("/origin").textValue()).isEqualTo("upload of my pairs.csv");
        assertThat(data.at("/labels/0/label").textValue()).isEqualTo("many");
        assertThat(data.at("/cued").intValue()).isEqualTo(4);
        assertThat(data.at("/notOffered")).isEmpty();
        assertThat(added().at("/data/id")).isEqualTo(data.get("id"));
        assertThat(server.store.dataSets.list()).hasSize(2);
        JsonNode pairs = json(server.get(
                "/api/v1/data/%s/pairs?search=CATS".formatted(data.at("/id").textValue())));
        assertThat(pairs.at("/total").intValue()).isEqualTo(1);
        assertThat(pairs.at("/items/0/words/1").textValue()).isEqualTo("cats");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void nothingIsStoredAboveTheLimitOfBadRows() {
        HttpResponse<String> answer = upload("/api/v1/data/pairs?" + COLUMNS, PAIRS + "only one\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("1 of 5 rows (20.0 %)", "limit of 5 %", "my pairs.csv line 6");
        assertThat(server.store.dataSets.list()).hasSize(1);
    }

    @Test
    void evaluationsThatTheDataCannotHaveAreNamedWithTheReason() {
        String plain = "good,bad\nWe are here,We is here\nThey are here,They is here\n";
        JsonNode data = json(upload("/api/v1/data/pairs?file=a.csv", plain)).get("data");

        assertThat(data.get("notOffered"))
                .extracting(lack -> lack.get("evaluation").textValue())
                .containsExactly(
                        "cue_alignment",
                        "cue_alignment_positive",
                        "cue_alignment_words",
                        "probing",
                        "probing_as_published");
        assertThat(data.at("/notOffered/0/reason").textValue())
                .isEqualTo("Cue alignment is not offered for the data set “a”: none of its pairs has cue words.");
    }

    @Test
    void correctedCuesAreANewVersionWithItsDifference() {
        String id = added().at("/data/id").textValue();
        String rule = "{\"rules\": [{\"kind\": \"position\", \"position\": 0}]";
        JsonNode dry = json(server.post("/api/v1/data/%s/cues".formatted(id), rule + ", \"dryRun\": true}"));
        HttpResponse<String> made =
                server.post("/api/v1/data/%s/cues".formatted(id), rule + ", \"name\": \"first words\"}");

        assertThat(dry.at("/total").intValue()).isEqualTo(4);
        assertThat(dry.get("data").isNull()).isTrue();
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode data = json(made).get("data");
        assertThat(data.at("/parent").textValue()).isEqualTo(id);
        assertThat(data.at("/name").textValue()).isEqualTo("first words");
        JsonNode changes = json(
                server.get("/api/v1/data/%s/changes".formatted(data.at("/id").textValue())));
        assertThat(changes.at("/total").intValue()).isEqualTo(4);
        assertThat(changes.at("/items/0/before/0").intValue()).isEqualTo(1);
        assertThat(changes.at("/items/0/pair/cues/0").intValue()).isZero();
        HttpResponse<String> deletion = delete(id);
        assertThat(deletion.statusCode()).isEqualTo(409);
        assertThat(deletion.body()).contains("first words");
        assertThat(delete(data.at("/id").textValue()).statusCode()).isEqualTo(204);
        assertThat(delete(id).statusCode()).isEqualTo(204);
        assertThat(server.store.dataSets.list()).hasSize(1);
    }

    private HttpResponse<String> delete(String id) {
        return server.send(server.request("/api/v1/data/" + id).DELETE().build());
    }

    @Test
    void theSampleDataCannotBeDeleted() {
        assertThat(delete(SampleData.ID).statusCode()).isEqualTo(409);
        assertThat(delete("nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void foldersAreReadBelowAnAllowedRootOnly() throws IOException {
        Path pairs = Files.createDirectories(server.store.folder.resolve("root/pairs"));
        Files.writeString(pairs.resolve("a.csv"), "good,bad\nWe are here,We is here\n");
        Files.writeString(pairs.resolve("b.jsonl"), "{\"good\": \"They are here\", \"bad\": \"They is here\"}\n");
        Path outside = Files.createDirectories(server.store.folder.resolve("outside"));
        Files.writeString(outside.resolve("a.csv"), "good,bad\nWe are here,We is here\n");
        Files.createSymbolicLink(server.store.folder.resolve("root/link"), outside);

        HttpResponse<String> made = server.post("/api/v1/data/folder", "{\"folder\": \"pairs\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).at("/data/pairs").intValue()).isEqualTo(2);
        for (String folder : List.of("../outside", "link", outside.toString(), "/etc", "nothing")) {
            HttpResponse<String> refused = server.post(
                    "/api/v1/data/folder",
                    JSON.createObjectNode().put("folder", folder).toString());
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("'%s' below a folder that may be read (--data-root)".formatted(folder));
        }
    }

    @Test
    void aSingleFileBelowARootIsReadAndTheFoldersAreNamed() throws IOException {
        Path pairs = Files.createDirectories(server.store.folder.resolve("root/mine/pairs"));
        Files.writeString(pairs.resolve("a.csv"), "good,bad\nWe are here,We is here\nThey are there,They is there\n");
        Files.writeString(pairs.resolve("notes.txt"), "nothing");

        HttpResponse<String> made = server.post("/api/v1/data/folder", "{\"folder\": \"mine/pairs/a.csv\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).at("/data/name").textValue()).isEqualTo("a");
        HttpResponse<String> other = server.post("/api/v1/data/folder", "{\"folder\": \"mine/pairs/notes.txt\"}");
        assertThat(json(other).at("/detail").textValue())
                .isEqualTo("file 'mine/pairs/notes.txt' is neither *.jsonl nor *.csv nor *.tsv");

        JsonNode sources = json(server.get("/api/v1/data/sources"));
        String root = server.store.folder.toRealPath().resolve("root").toString();
        assertThat(sources).isEqualTo(JSON.readTree("""
                {"roots": ["%s"], "folders": [{"path": "%s/mine/pairs", "name": "mine/pairs", "blimp": false}]}
                """.formatted(root, root)));
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (Socket socket = new Socket("localhost", server.address("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /api/v1/data/pairs?file=a.csv HTTP/1.1
                    Host: localhost
                    Content-Type: application/octet-stream
                    Content-Length: 100000

                    good,bad
                    """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (int i = 0; i < 100 && uploads().isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(uploads()).hasSize(1);
        }
        for (int i = 0; i < 100 && !uploads().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(uploads()).isEmpty();
        assertThat(server.store.dataSets.list()).hasSize(1);
    }

    @Test
    void anUploadOfAnotherTypeOrOfTooManyBytesIsRefused() {
        HttpResponse<String> typed = server.post("/api/v1/data/pairs?file=a.csv", "{}");
        assertThat(typed.statusCode()).isEqualTo(415);

        HttpResponse<String> large = server.send(server.request("/api/v1/data/pairs?file=a.csv")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[(66 << 20)]))
                .build());
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("larger than 64 MiB");
        assertThat(uploads()).isEmpty();
    }
}
