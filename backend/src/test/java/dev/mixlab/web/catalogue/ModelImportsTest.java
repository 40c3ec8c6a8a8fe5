package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.Folders;
import dev.mixlab.web.TestStore;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelHash;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that are imported from folders and the hub, over the network. */
class ModelImportsTest extends ModelCatalogueServer {

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
}
