package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.Folders;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TestStore;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server whose catalogue of models is called over the network. */
abstract class ModelCatalogueServer {

    static final Path TINY = TestStore.MODELS.resolve("tiny-bert");

    @TempDir
    Path folder;

    RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    JsonObject importFolder(Path path) {
        String body = new JsonObject().put("folder", path.toString()).encode();
        return new JsonObject(server.post("/api/v1/imports", body).body());
    }

    String imported() {
        return server.importedModel(importFolder(TINY).getString("id"));
    }

    JsonObject model(String id) {
        return new JsonObject(server.get("/api/v1/models/" + id).body());
    }

    HttpResponse<String> change(String id, String body) {
        return server.send(server.request("/api/v1/models/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> delete(String id) {
        return server.send(server.request("/api/v1/models/" + id).DELETE().build());
    }

    long blobs() {
        return server.store
                .database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM blob")
                        .mapTo(Long.class)
                        .one());
    }

    static byte[] download(RunningServer server, String kind, String id) {
        return server.send(
                        server.request("/api/v1/%s/%s/download".formatted(kind, id))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    byte[] zip(String prefix, Path files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : Folders.content(files)) {
                put(zip, prefix + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    HttpResponse<String> send(String type, byte[] body) {
        return server.send(server.request("/api/v1/imports/upload?name=Uploaded")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    JsonObject upload(byte[] zip) {
        HttpResponse<String> accepted = send("application/zip", zip);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return server.endedImport(new JsonObject(accepted.body()).getString("id"));
    }
}
