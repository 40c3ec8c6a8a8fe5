package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.tensor.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The archive of a run, opened and held against what the interface answers. */
class ArchiveTest {

    private static RunningServer server;
    private static StoredResults results;
    private static Map<String, byte[]> files;

    @BeforeAll
    static void start() throws IOException {
        server = new RunningServer();
        results = new StoredResults(server.store);
        files = files(results.first.id().value());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, byte[]> files(String run) throws IOException {
        HttpResponse<InputStream> response =
                server.send(server.request("/api/v1/runs/" + run + "/archive").build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + run + ".zip\"");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(response.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).startsWith(run + "/");
                files.put(entry.getName().substring(run.length() + 1), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(String path) {
        assertThat(files).containsKey(path);
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    private static JsonObject json(String path) {
        return new JsonObject(text(path));
    }

    private static JsonObject answered(String path) {
        return new JsonObject(
                server.get("/api/v1/scores/" + after().id() + "/" + path).body());
    }

    private static ScoreRun after() {
        return results.after(results.first);
    }

    @Test
    void theRunItsProvenanceAndItsCurvesAreThere() {
        assertThat(json("run.json").getString("id"))
                .isEqualTo(results.first.id().value());
        assertThat(json("run.json").getJsonObject("spec").getString("name")).isEqualTo("first");
        assertThat(json("provenance.json")
                        .getJsonObject("provenance")
                        .getJsonObject("hashes")
                        .getString("data"))
                .isEqualTo("c");
        assertThat(text("metrics.csv")).isEqualTo("step,epoch,loss,learning_rate\r\n1,1,0.75,3.0E-5\r\n");
        assertThat(text("epochs.csv")).endsWith("1,0.75,0.5,0.625,0.75,2.0\r\n");
    }

    @Test
    void theReadmeNamesEveryKindOfFile() {
        String readme = text("README.md");
        assertThat(readme).startsWith("# Run %s: first\n".formatted(results.first.id()));
        for (String path : files.keySet()) {
            String kind = path.replaceFirst("^(before|after)/", "")
                    .replaceFirst("^figures-.*", "figures-MEASURE.csv")
                    .replaceFirst("^values/.*", "values/MEASURE.safetensors")
                    .replaceFirst("^maps/.*", "maps/METHOD.safetensors")
                    .replaceFirst("^row_sums/.*", "row_sums/METHOD.safetensors")
                    .replaceFirst("^tests-.*", "tests-MEASURE.csv")
                    .replaceFirst("correlations_.*", "correlations_MEASURE.json");
            if (!kind.equals("README.md")) {
                assertThat(readme).contains("`" + kind + "`");
            }
        }
    }

    @Test
    void mapsAreThoseThatTheInterfaceGives() {
        for (String method : StoredResults.METHODS) {
            Map<String, Tensor> tensors = tensors("after/maps/" + method + ".safetensors");
            assertThat(tensors).hasSize(StoredResults.SENTENCES);
            for (int index = 0; index < StoredResults.SENTENCES; index++) {
                MixingMap map = server.store.scores.map(after().id(), index, method);
                Tensor tensor = Objects.requireNonNull(tensors.get(String.valueOf(index)));
                assertThat(tensor.info().shape())
                        .containsExactly((long) map.layers(), (long) map.rows(), (long) map.tokens());
                assertThat(tensor.floats()).containsExactly(binary(index, method));
            }
        }
    }

    private static float[] binary(int index, String method) {
        String path = "/api/v1/scores/%s/examples/%s/maps?method=%s".formatted(after().id(), index, method);
        byte[] bytes = server.send(
                        server.request(path)
                                .header("Accept", "application/octet-stream")
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static Map<String, Tensor> tensors(String path) {
        assertThat(files).containsKey(path);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.of(path, Objects.requireNonNull(files.get(path)))) {
            file.tensors().keySet().forEach(name -> tensors.put(name, file.read(name)));
        }
        return tensors;
    }

    @Test
    void figuresAreThoseThatTheInterfaceGives() {
        List<String> lines = new ArrayList<>();
        for (String group : List.of("all", "right", "ana", "npi")) {
            JsonObject table = answered("figures?measure=cue_dot&group=" + group);
            for (Object item : table.getJsonArray("views")) {
                JsonObject view = (JsonObject) item;
                JsonObject figures = view.getJsonObject("figures");
                for (int layer = 0; layer < figures.getJsonArray("n").size(); layer++) {
                    lines.add(String.join(
                            ",",
                            group,
                            table.getValue("examples").toString(),
                            view.getString("method"),
                            view.getString("aggregation"),
                            String.valueOf(layer),
                            figures.getJsonArray("mean").getDouble(layer).toString(),
                            figures.getJsonArray("low").getDouble(layer).toString(),
                            figures.getJsonArray("high").getDouble(layer).toString(),
                            figures.getJsonArray("n").getInteger(layer).toString()));
                }
            }
        }

        assertThat(text("after/figures-cue_dot.csv").split("\r\n"))
                .startsWith("group,examples,method,aggregation,layer,mean,low,high,n")
                .endsWith(lines.toArray(String[]::new))
                .hasSize(lines.size() + 1);
    }

    @Test
    void valuesAreStoredForEveryView() {
        Map<String, Tensor> tensors = tensors("before/values/comprehensiveness.safetensors");

        assertThat(tensors)
                .containsOnlyKeys(
                        "value_zeroing_cosine.none", "value_zeroing_cosine.last_layer", "attn.none", "random.none");
        Tensor values = Objects.requireNonNull(tensors.get("attn.none"));
        assertThat(values.info().shape()).containsExactly((long) StoredResults.LAYERS, (long) StoredResults.SENTENCES);
        ScoreRun before = server.store.scores.list(results.first.id()).stream()
                .filter(scored -> scored.phase() == Phase.BEFORE)
                .findFirst()
                .orElseThrow();
        assertThat(values.floats())
                .containsExactly(server.store
                        .evaluations
                        .column(before.id(), "comprehensiveness", StoredResults.VIEWS.get(2))
                        .values());
    }

    @Test
    void probingAndDeletionAreThoseThatTheInterfaceGives() {
        assertThat(json("after/probing.json")).isEqualTo(answered("probing"));
        assertThat(json("after/probing_correlations_cue_dot.json")).isEqualTo(answered("correlations?measure=cue_dot"));
        JsonArray deletion = new JsonArray(text("after/deletion.json"));
        assertThat(deletion).hasSize(StoredResults.LAYERS);
        assertThat(deletion.getJsonObject(1)).isEqualTo(answered("deletion?layer=1"));
        assertThat(files).doesNotContainKey("after/probing_as_published.json");
    }

    @Test
    void quantitiesHaveTheirMeansAndEverySentence() {
        assertThat(json("after/logit_lens.json").getInteger("layers")).isEqualTo(StoredResults.LAYERS + 1);
        assertThat(text("after/logit_lens.csv").split("\r\n"))
                .containsExactly(
                        "layer,index,lens_probability,lens_difference,lens_accuracy,lens_rank",
                        "0,0,,,,9.0",
                        "0,3,,,,8.0",
                        "1,0,,,,4.0",
                        "1,3,,,,");
        assertThat(files).doesNotContainKey("after/heads.json");
    }

    @Test
    void sentencesAreQuotedWhereTheyHoldCommas() {
        String[] lines = text("before/examples.csv").split("\r\n");

        assertThat(lines).hasSize(StoredResults.SENTENCES + 1);
        assertThat(lines[2])
                .isEqualTo("1,e1,ana,plural,\"These \"\"dogs\"\", bark.\",dogs,dog,true,0.5,0.25,1,2,"
                        + "[CLS] [MASK] bark [SEP],-1 0 1 -1,0,dogs bark");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        assertThat(files(results.first.id().value())).containsExactlyEntriesOf(files);
    }

    @Test
    void theTidyTableAloneIsThatOfTheArchive() {
        HttpResponse<byte[]> response = server.send(
                server.request("/api/v1/runs/" + results.first.id() + "/results")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/gzip");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + results.first.id() + ".csv.gz\"");
        assertThat(response.body()).isEqualTo(files.get("results.csv.gz"));
    }

    @Test
    void theTidyTableHasQuantitiesWithTheirLayers() throws IOException {
        try (GZIPInputStream table = new GZIPInputStream(new ByteArrayInputStream(files.get("results.csv.gz")))) {
            List<String> ranks = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(",after,") && line.contains(",lens_rank,"))
                    .map(line -> line.replaceAll("^[^,]*,[^,]*,", "").replaceAll(",(?:true|false),", ",*,"))
                    .toList();
            assertThat(ranks).hasSize(3);
            assertThat(ranks.get(0)).startsWith("after,,,-1,,").endsWith(",lens_rank,9.0");
            assertThat(ranks.get(1)).startsWith("after,,,-1,,").endsWith(",lens_rank,8.0");
            assertThat(ranks.get(2)).startsWith("after,,,0,,").endsWith(",lens_rank,4.0");
        }
    }

    @Test
    void aRunThatIsNotThereIsAProblem() {
        HttpResponse<String> response = server.get("/api/v1/runs/r-0000000000/archive");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("r-0000000000");
    }
}
