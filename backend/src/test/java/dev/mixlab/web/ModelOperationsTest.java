package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.Folders;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelHash;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of models and the ways into it, over the network. */
class ModelOperationsTest {

    private static final Path TINY = TestStore.MODELS.resolve("tiny-bert");

    @TempDir
    private Path folder;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject importFolder(Path path) {
        String body = new JsonObject().put("folder", path.toString()).encode();
        return new JsonObject(server.post("/api/v1/imports", body).body());
    }

    private String imported() {
        return server.importedModel(importFolder(TINY).getString("id"));
    }

    private JsonObject model(String id) {
        return new JsonObject(server.get("/api/v1/models/" + id).body());
    }

    private HttpResponse<String> change(String id, String body) {
        return server.send(server.request("/api/v1/models/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> delete(String id) {
        return server.send(server.request("/api/v1/models/" + id).DELETE().build());
    }

    @Test
    void anImportedFolderIsInTheCatalogueWithAllThatIsKnownOfIt() throws IOException {
        JsonObject model = model(imported());
        assertThat(model.getString("name")).isEqualTo("tiny-bert");
        assertThat(model.getString("family")).isEqualTo("bert");
        assertThat(model.getString("sha256")).isEqualTo(ModelHash.of(ModelFolder.open(TINY)));
        assertThat(model.getJsonObject("origin"))
                .isEqualTo(new JsonObject()
                        .put("kind", "folder")
                        .put("source", TINY.toString())
                        .putNull("revision"));
        assertThat(model.getBoolean("maskedLm")).isTrue();
        assertThat(model.getBoolean("builtIn")).isFalse();
        assertThat(model.getLong("bytes"))
                .isBetween(
                        Files.size(TINY.resolve("model.safetensors")) - 20_000,
                        Files.size(TINY.resolve("model.safetensors")));
        assertThat(model.getJsonArray("usedBy")).isEmpty();
        assertThat(model.getString("createdAt")).isNotNull();
        JsonArray list = new JsonArray(server.get("/api/v1/models").body());
        assertThat(list.stream().map(entry -> ((JsonObject) entry).getString("id")))
                .containsExactly("tiny-bert", model.getString("id"));
    }

    @Test
    void theSameModelIsStoredOnceAndItsTensorsToo() {
        String first = imported();
        long blobs = blobs();
        assertThat(imported()).isEqualTo(first);
        assertThat(blobs()).isEqualTo(blobs);
    }

    private long blobs() {
        return server.store
                .database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM blob")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void aSecondCheckpointThatSharesTensorsStoresThemOnce() throws IOException {
        imported();
        long before = blobs();
        Path other = Folders.copy(TINY, folder.resolve("other"));
        JsonObject config = new JsonObject(Files.readString(other.resolve("config.json")));
        Files.writeString(
                other.resolve("config.json"),
                config.put("classifier_dropout", 0.25).encodePrettily());

        JsonObject ended = upload(zip("other/", other));

        assertThat(ended.getString("state")).as(ended.encode()).isEqualTo("succeeded");
        assertThat(model(ended.getString("modelId")).getString("sha256"))
                .isNotEqualTo(model(imported()).getString("sha256"));
        assertThat(blobs()).isEqualTo(before);
    }

    @Test
    void aModelIsRenamedAndNotedOnAndFoundByWhatIsSaidOfIt() {
        String id = imported();
        JsonObject changed = new JsonObject(
                change(id, "{\"name\":\"Unser BERT\",\"note\":\"two\\nlines\"}").body());
        assertThat(changed.getString("name")).isEqualTo("Unser BERT");
        assertThat(changed.getString("note")).isEqualTo("two\nlines");
        assertThat(new JsonArray(server.get("/api/v1/models?search=UNSER").body()))
                .hasSize(1);
        assertThat(new JsonArray(server.get("/api/v1/models?search=lines").body()))
                .hasSize(1);
        assertThat(new JsonArray(server.get("/api/v1/models?search=nowhere").body()))
                .isEmpty();
        assertThat(new JsonObject(change(id, "{\"note\":\"\"}").body()).getString("note"))
                .isEmpty();
        assertThat(change(id, "{\"name\":\"  \"}").statusCode()).isEqualTo(422);
        assertThat(change(id, "{\"name\":\"a\\u0000b\"}").statusCode()).isEqualTo(422);
        assertThat(model(id).getString("name")).isEqualTo("Unser BERT");
    }

    @Test
    void aBuiltInModelKeepsItsNameAndStaysButTakesANote() {
        assertThat(change("tiny-bert", "{\"name\":\"other\"}").statusCode()).isEqualTo(409);
        assertThat(delete("tiny-bert").statusCode()).isEqualTo(409);
        assertThat(change("tiny-bert", "{\"note\":\"small\"}").statusCode()).isEqualTo(200);
        assertThat(model("tiny-bert").getString("note")).isEqualTo("small");
    }

    @Test
    void aModelThatARunStartsFromIsNotDeletedAndTheRunIsNamed() {
        String id = imported();
        String launch =
                "{\"modelId\":\"%s\",\"dataId\":\"sample\",\"name\":\"My run\",\"methods\":[\"attn\"]}".formatted(id);
        new TestCatalogue(server.store).blimp().download(null);
        HttpResponse<String> launched = server.post("/api/v1/runs", launch);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        String run = new JsonObject(launched.body()).getString("id");

        HttpResponse<String> refused = delete(id);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(run).contains("My run");
        assertThat(model(id).getJsonArray("usedBy").getJsonObject(0))
                .isEqualTo(
                        new JsonObject().put("runId", run).put("name", "My run").put("state", "queued"));
    }

    @Test
    void aRunWithoutANameHasThatOfAnImportedModelAndNotItsId() {
        String id = imported();
        change(id, "{\"name\":\"Our BERT\"}");
        assertThat(launchedName(id)).isEqualTo("Our BERT on sample");

        change(id, "{\"name\":\"" + "😀".repeat(120) + "\"}");
        assertThat(launchedName(id)).isEqualTo("😀".repeat(49) + "… on sample");
    }

    private String launchedName(String model) {
        String launch = "{\"modelId\":\"%s\",\"dataId\":\"sample\",\"methods\":[\"attn\"]}".formatted(model);
        HttpResponse<String> launched = server.post("/api/v1/runs", launch);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        return new JsonObject(launched.body()).getJsonObject("spec").getString("name");
    }

    @Test
    void aDeletedModelTakesItsBytesWithItAndNotThoseOfOthers() {
        String checkpoint = server.checkpoint().id().value();
        long before = blobs();
        String id = imported();
        assertThat(blobs()).isGreaterThan(before);

        assertThat(delete(id).statusCode()).isEqualTo(204);

        assertThat(blobs()).isEqualTo(before);
        assertThat(server.get("/api/v1/models/" + id).statusCode()).isEqualTo(404);
        assertThat(delete(id).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/models/" + checkpoint).statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckpointShowsTheAccuracyBeforeAndAfterItsFineTuningAndOnWhichData() {
        new TestCatalogue(server.store).blimp().download(null);
        String id = server.checkpoint().id().value();
        RunId run = server.scores.run.run();
        Run.Results results = server.store.runs.get(run).results();
        server.store.journal.results(run, results.withBefore(server.scores.run.id(), 0.5));

        assertThat(model(id).getJsonObject("fineTuned"))
                .isEqualTo(new JsonObject()
                        .put("dataId", "sample")
                        .put("dataName", server.store.dataSets.get("sample").name())
                        .put("accuracyBefore", 0.5)
                        .put("accuracyAfter", 0.98));
        assertThat(model(imported()).containsKey("fineTuned")).isTrue();
        assertThat(model(imported()).getJsonObject("fineTuned")).isNull();
        JsonArray list = new JsonArray(server.get("/api/v1/models").body());
        assertThat(list.stream()
                        .map(JsonObject.class::cast)
                        .filter(model -> model.getJsonObject("fineTuned") != null)
                        .map(model -> model.getString("id")))
                .containsExactly(id);
    }

    @Test
    void runsThatRepeatAnotherAreFoundByIt() {
        new TestCatalogue(server.store).blimp().download(null);
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"]%s}";
        String first =
                new JsonObject(server.post("/api/v1/runs", launch.formatted("")).body()).getString("id");
        HttpResponse<String> again =
                server.post("/api/v1/runs", launch.formatted(",\"repeats\":\"%s\"".formatted(first)));

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(new JsonObject(again.body()).getString("repeats")).isEqualTo(first);
        JsonObject found =
                new JsonObject(server.get("/api/v1/runs?repeats=" + first).body());
        assertThat(found.getInteger("total")).isEqualTo(1);
        assertThat(found.getJsonArray("items").getJsonObject(0).getString("id"))
                .isEqualTo(new JsonObject(again.body()).getString("id"));
        assertThat(server.get("/api/v1/runs?repeats=nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void aCheckpointIsDeletedOnceItsRunHasEnded() {
        String id = server.checkpoint().id().value();
        String run = model(id).getString("checkpointOf");
        server.store.force(server.scores.run.run(), RunState.RUNNING);
        HttpResponse<String> refused = delete(id);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(run);
        server.store.force(server.scores.run.run(), RunState.SUCCEEDED);

        assertThat(delete(id).statusCode()).isEqualTo(204);
        assertThat(new JsonObject(server.get("/api/v1/runs/" + run).body()).getString("checkpointId"))
                .isNull();
    }

    @Test
    void aDownloadedModelIsImportedAgainAsTheSameModel() throws IOException {
        String id = imported();
        byte[] zip = download(server, "models", id);
        JsonObject ended = upload(zip);
        assertThat(ended.getString("modelId")).isEqualTo(id);
    }

    @Test
    void everyServerThatHasAModelGivesTheSameBytesOfIt() {
        String id = imported();
        byte[] zip = download(server, "models", id);
        assertThat(download(server, "models", id)).isEqualTo(zip);
        stop();
        server = new RunningServer();
        assertThat(imported()).isEqualTo(id);
        assertThat(download(server, "models", id)).isEqualTo(zip);
    }

    @Test
    void aCheckpointIsTheSameZipAmongTheModelsAsAmongTheCheckpoints() {
        String id = server.checkpoint().id().value();
        assertThat(download(server, "models", id)).isEqualTo(download(server, "checkpoints", id));
    }

    private static byte[] download(RunningServer server, String kind, String id) {
        return server.send(
                        server.request("/api/v1/%s/%s/download".formatted(kind, id))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void foldersOutsideTheRootsAllGetTheSameAnswer() throws IOException {
        Path outside = Folders.copy(TINY, folder.resolve("outside"));
        String message = "there is no folder '%s' below a folder that may be read (--model-root)";
        for (Path path : List.of(
                outside,
                folder.resolve("nothing"),
                Path.of("/etc/passwd"),
                TINY.resolve("../../backend"),
                TINY.resolve("config.json"))) {
            JsonObject problem = importFolder(path);
            assertThat(problem.getInteger("status")).as(path.toString()).isEqualTo(422);
            assertThat(problem.getString("detail")).isEqualTo(message.formatted(path));
        }
        assertThat(server.store.imported.list()).isEmpty();
    }

    private byte[] zip(String prefix, Path files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : Folders.content(files)) {
                put(zip, prefix + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private HttpResponse<String> send(String type, byte[] body) {
        return server.send(server.request("/api/v1/imports/upload?name=Uploaded")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private JsonObject upload(byte[] zip) {
        HttpResponse<String> accepted = send("application/zip", zip);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return server.endedImport(new JsonObject(accepted.body()).getString("id"));
    }

    private void assertRefused(byte[] zip, String reason) {
        JsonObject ended = upload(zip);
        assertThat(ended.getString("state")).isEqualTo("failed");
        assertThat(ended.getString("error")).contains(reason).doesNotContain("work-");
        assertNothingStored();
    }

    private void assertNothingStored() {
        assertThat(server.store.imported.list()).isEmpty();
        assertThat(blobs()).isZero();
        assertThat(server.store.importLeftovers()).isEmpty();
    }

    @Test
    void aZipWithOrWithoutAFolderIsImported() throws IOException {
        JsonObject ended = upload(zip("my-bert/", TINY));
        assertThat(ended.getString("state")).as(ended.encode()).isEqualTo("succeeded");
        assertThat(ended.getString("name")).isEqualTo("Uploaded");
        assertThat(upload(zip("", TINY)).getString("modelId")).isEqualTo(ended.getString("modelId"));
        assertThat(server.store.importLeftovers()).isEmpty();
    }

    @Test
    void zipsThatAreNoModelAreRefusedByNameAndNothingIsStored() throws IOException {
        assertRefused("no zip".getBytes(StandardCharsets.UTF_8), "is no zip that can be read");
        assertRefused(zipOf("readme.txt", new byte[3]), "has no config.json");
        assertRefused(zipOf("../config.json", new byte[3]), "the entry ../config.json leaves the folder");
        assertRefused(zipOf("/etc/config.json", new byte[3]), "the entry /etc/config.json leaves the folder");
        assertRefused(zipOf("m/..\\..\\config.json", new byte[3]), "leaves the folder");
        assertRefused(zipOf("config.json", new byte[7_000_000]), "unpacks to more than 100 times its size");
        assertRefused(zipOf("config.json", "{}".getBytes(StandardCharsets.UTF_8)), "no model.safetensors");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int entry = 0; entry < 2001; entry++) {
                put(zip, "file" + entry, new byte[0]);
            }
        }
        assertRefused(many.toByteArray(), "has 2001 entries; at most 2000 are read");
    }

    @Test
    void whatComesOutOfAZipIsLimitedAltogether() throws IOException {
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        byte[] sparse = new byte[6_000_000];
        System.arraycopy(noise, 0, sparse, 0, noise.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "config.json", "{}".getBytes(StandardCharsets.UTF_8));
            put(zip, "vocab.txt", sparse);
            put(zip, "vocab.json", sparse);
        }
        assertRefused(bytes.toByteArray(), "unpacks to more than the 8000000 bytes");
    }

    private static byte[] zipOf(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, name, content);
        }
        return bytes.toByteArray();
    }

    @Test
    void theFilesOfAModelComeAsAForm() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Path file : Folders.content(TINY)) {
            part(body, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
        body.write("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> accepted = send("multipart/form-data; boundary=limit", body.toByteArray());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String id = server.importedModel(new JsonObject(accepted.body()).getString("id"));
        assertThat(model(id).getString("sha256")).isEqualTo(ModelHash.of(ModelFolder.open(TINY)));
        assertThat(server.store.importLeftovers()).isEmpty();
    }

    @Test
    void aZipInAFormIsUnpackedAndGivesTheName() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "mine.zip", zip("x/", TINY));
        body.write("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> accepted = server.send(server.request("/api/v1/imports/upload")
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        JsonObject model = model(server.importedModel(new JsonObject(accepted.body()).getString("id")));
        assertThat(model.getString("name")).isEqualTo("mine");
        assertThat(model.getJsonObject("origin").getString("source")).isEqualTo("mine.zip");
    }

    private static void part(OutputStream body, String file, byte[] content) throws IOException {
        String disposition = "Content-Disposition: form-data; name=\"files\"; filename=\"%s\"".formatted(file);
        String head = String.join("\r\n", "--limit", disposition, "Content-Type: application/octet-stream", "", "");
        body.write(head.getBytes(StandardCharsets.UTF_8));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void formsThatHoldNoModelOrOneTwiceAreRefused() throws IOException {
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        part(nothing, "photo.jpg", new byte[100]);
        nothing.write("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> empty = send("multipart/form-data; boundary=limit", nothing.toByteArray());
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("no file of a model");

        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        part(twice, "config.json", new byte[2]);
        part(twice, "config.json", new byte[2]);
        twice.write("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(send("multipart/form-data; boundary=limit", twice.toByteArray())
                        .statusCode())
                .isEqualTo(400);
        assertNothingStored();
    }

    @Test
    void anUploadBeyondTheLimitIsRefusedWhetherItSaysItsSizeOrNot() {
        byte[] large = new byte[(int) TestStore.UPLOAD_LIMIT + 2_000_000];
        assertThat(send("application/zip", large).statusCode()).isEqualTo(413);
        HttpResponse<String> unannounced = server.send(server.request("/api/v1/imports/upload")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)))
                .build());
        assertThat(unannounced.statusCode()).isEqualTo(413);
        assertThat(unannounced.body()).contains("larger than 8000000 bytes");
        assertNothingStored();
    }

    @Test
    void anotherTypeOfBodyIsRefused() {
        assertThat(send("text/plain", new byte[3]).statusCode()).isEqualTo(415);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (Socket socket = new Socket("localhost", server.address("/").getPort())) {
            String head = String.join(
                    "\r\n",
                    "POST /api/v1/imports/upload HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/zip",
                    "Content-Length: 5000000",
                    "",
                    "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(new byte[1_000_000]);
            socket.getOutputStream().flush();
            await(() -> !server.store.importLeftovers().isEmpty());
        }
        await(() -> server.store.importLeftovers().isEmpty());
        assertNothingStored();
        assertThat(new JsonArray(server.get("/api/v1/imports").body())).isEmpty();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void theSourcesNameRootsFoldersAndTheLimit() {
        JsonObject sources =
                new JsonObject(server.get("/api/v1/imports/sources").body());
        assertThat(sources.getJsonArray("roots")).containsExactly(TestStore.MODELS.toString());
        assertThat(sources.getJsonArray("folders").stream().map(entry -> ((JsonObject) entry).getString("name")))
                .containsExactlyInAnyOrder("tiny-bert", "tiny-electra", "tiny-roberta");
        assertThat(sources.getLong("uploadLimit")).isEqualTo(TestStore.UPLOAD_LIMIT);
        assertThat(sources.getJsonObject("hub").getBoolean("token")).isFalse();
    }

    @Test
    void oneSourceAtATimeAndOnlyWellFormedIds() {
        assertThat(server.post("/api/v1/imports", "{}").statusCode()).isEqualTo(422);
        assertThat(server.post("/api/v1/imports", "{\"hub\":\"a\",\"folder\":\"/b\"}")
                        .statusCode())
                .isEqualTo(422);
        for (String id : List.of("../x", "a/b/c", "a b", "a--b", "http://x")) {
            assertThat(server.post("/api/v1/imports", "{\"hub\":\"%s\"}".formatted(id))
                            .statusCode())
                    .as(id)
                    .isEqualTo(422);
        }
        assertThat(server.post("/api/v1/imports", "{\"cached\":\"bert-base-uncased\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBrokenModelIsRefusedWithTheNameOfTheUploadAndTheRule() throws IOException {
        Path broken = folder.resolve("broken");
        HuggingFaceFolder.write(broken, ModelFolder.open(TINY));
        Files.delete(broken.resolve("tokenizer.json"));
        JsonObject ended = upload(zip("", broken));
        assertThat(ended.getString("error")).startsWith("upload").contains("no tokenizer.json");
        assertNothingStored();
    }
}
