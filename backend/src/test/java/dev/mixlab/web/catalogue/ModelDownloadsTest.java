package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Models as zips, over the network. */
class ModelDownloadsTest extends ModelCatalogueServer {

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
}
