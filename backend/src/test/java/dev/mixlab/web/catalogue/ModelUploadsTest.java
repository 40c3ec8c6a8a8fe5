package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.Folders;
import dev.mixlab.web.TestStore;
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
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Models that are uploaded, over the network. */
class ModelUploadsTest extends ModelCatalogueServer {

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
    void aBrokenModelIsRefusedWithTheNameOfTheUploadAndTheRule() throws IOException {
        Path broken = folder.resolve("broken");
        HuggingFaceFolder.write(broken, ModelFolder.open(TINY));
        Files.delete(broken.resolve("tokenizer.json"));
        JsonObject ended = upload(zip("", broken));
        assertThat(ended.getString("error")).startsWith("upload").contains("no tokenizer.json");
        assertNothingStored();
    }
}
