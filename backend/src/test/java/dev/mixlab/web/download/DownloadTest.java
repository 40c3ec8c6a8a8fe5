package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TestCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DownloadTest {

    @Test
    void aCheckpointComesAsAZipWithAFolder() throws IOException {
        try (RunningServer server = new RunningServer()) {
            String id = server.checkpoint().id().value();
            HttpResponse<InputStream> response = server.send(
                    server.request("/api/v1/checkpoints/" + id + "/download").build(), BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
            assertThat(response.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"" + id + ".zip\"");
            Map<String, Long> sizes = sizes(response.body());
            assertThat(sizes).containsKeys(id + "/config.json", id + "/model.safetensors");
            assertThat(sizes.get(id + "/model.safetensors")).isGreaterThan(4L * TestCatalogue.NUMBERS);
        }
    }

    @Test
    void aCheckpointHasAModelCard() throws IOException {
        try (RunningServer server = new RunningServer()) {
            Checkpoint checkpoint = server.checkpoint();
            String id = checkpoint.id().value();
            byte[] zip = server.send(
                            server.request("/api/v1/checkpoints/" + id + "/download")
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            String card = "";
            try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                    if (entry.getName().equals(id + "/README.md")) {
                        card = new String(files.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
            }

            String[] parts = card.split("---\n", 3);
            assertThat(parts[0]).isEmpty();
            assertThat(parts[1].lines())
                    .contains(
                            "license: apache-2.0",
                            "base_model: \"tiny-bert\"",
                            "library_name: transformers",
                            "pipeline_tag: fill-mask",
                            "  - name: \"tiny-bert, tuned\"",
                            "          - type: accuracy",
                            "            value: 0.98");
            assertThat(parts[2])
                    .contains(
                            "# tiny-bert, tuned",
                            "| accuracy on the test half, after | 0.9800 |",
                            "`%s`".formatted(checkpoint.sha256()),
                            "run `%s`".formatted(checkpoint.run()));
        }
    }

    private static Map<String, Long> sizes(InputStream body) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                sizes.put(entry.getName(), zip.transferTo(OutputStream.nullOutputStream()));
            }
        }
        return sizes;
    }

    @Test
    void clientsThatGoAwayMidwayLeaveNoThreadWaiting() throws IOException {
        try (RunningServer server = new RunningServer()) {
            String path = "/api/v1/checkpoints/" + server.checkpoint().id() + "/download";
            for (int i = 0; i < 6; i++) {
                HttpResponse<InputStream> response =
                        server.send(server.request(path).build(), BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    assertThat(body.read()).isEqualTo('P');
                }
            }
            HttpResponse<byte[]> whole = server.send(server.request(path).build(), BodyHandlers.ofByteArray());
            assertThat(whole.body()).hasSizeGreaterThan(4 * TestCatalogue.NUMBERS);
        }
    }

    @Test
    void aBackupIsForThoseWhoHaveTheKeyOfTheFolder() {
        try (RunningServer server = new RunningServer()) {
            HttpResponse<String> refused = server.send(server.request("/api/v1/backup")
                    .header("Mixlab-Folder-Key", "another")
                    .build());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("the key is not the one in the file server.json of the data folder");
            assertThat(server.get("/api/v1/backup").statusCode()).isEqualTo(403);
        }
    }
}
