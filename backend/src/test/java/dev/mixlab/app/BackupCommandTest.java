package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.JavaCommand;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own is backed up while a run is at work, and restored. */
@Timeout(600)
class BackupCommandTest {

    private static final String LAUNCH =
            "{\"modelId\": \"tiny-bert\", \"dataId\": \"sample\", \"name\": \"%s\", \"examples\": %s,"
                    + " \"methods\": [\"attn\"], \"evaluations\": [\"cue_alignment\"], \"fineTuning\": {\"epochs\": 2}}";

    @TempDir
    private Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> servers = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    private static int execute(StringWriter out, String... arguments) {
        PrintWriter printer = new PrintWriter(out, true);
        return Main.commandLine().setOut(printer).setErr(printer).execute(arguments);
    }

    private URI serve(Path folder) throws IOException {
        Process server = new ProcessBuilder(JavaCommand.of(
                        List.of(),
                        Main.class,
                        List.of("serve", "--port", "0", "--disk-reserve", "1m", "--data-dir", folder.toString())))
                .redirectErrorStream(true)
                .start();
        servers.add(server);
        BufferedReader lines = server.inputReader();
        StringBuilder log = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.append(line).append('\n');
            Matcher ready = Pattern.compile("mixlab is at (\\S+),").matcher(line);
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        throw new AssertionError("the server ended: " + log);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private String get(URI server, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1" + path)).build());
    }

    private byte[] bytes(URI server, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/v1" + path)).build();
        return client.send(request, BodyHandlers.ofByteArray()).body();
    }

    private String launch(URI server, String name, int examples) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/runs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(LAUNCH.formatted(name, examples)))
                .build();
        return new JsonObject(send(request)).getString("id");
    }

    private JsonObject finished(URI server, String run) throws IOException, InterruptedException {
        while (true) {
            JsonObject now = new JsonObject(get(server, "/runs/" + run));
            if (List.of("succeeded", "failed", "cancelled").contains(now.getString("state"))) {
                assertThat(now.getString("state")).as(now.encode()).isEqualTo("succeeded");
                return now;
            }
            Thread.sleep(200);
        }
    }

    private JsonArray figures(URI server, JsonObject run) throws IOException, InterruptedException {
        String scores = run.getString("scoreRunAfter");
        return new JsonObject(get(server, "/scores/" + scores + "/figures?measure=cue_dot&group=all"))
                .getJsonArray("views");
    }

    private void awaitEpoch(URI server, String run) throws IOException, InterruptedException {
        while (new JsonObject(get(server, "/runs/" + run + "/metrics"))
                .getJsonArray("epochs")
                .isEmpty()) {
            Thread.sleep(50);
        }
    }

    @Test
    void aRunningServerIsBackedUpAndTheRestoredFolderAnswersTheSame() throws Exception {
        Path folder = temporary.resolve("data");
        URI server = serve(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server.json"))))
                .isEqualTo("rw-------");
        String first = launch(server, "first", 40);
        finished(server, first);
        String second = launch(server, "second", 100);
        awaitEpoch(server, second);

        Path backup = temporary.resolve("backup.zip");
        StringWriter out = new StringWriter();
        assertThat(execute(out, "backup", backup.toString(), "--data-dir", folder.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains(backup + " has the data folder " + folder);
        assertThat(execute(out, "backup", backup.toString(), "--data-dir", folder.toString()))
                .isEqualTo(2);
        Path restored = temporary.resolve("restored");
        assertThat(execute(out, "restore", backup.toString(), "--data-dir", restored.toString()))
                .as(out.toString())
                .isZero();

        URI other = serve(restored);
        for (String path : List.of("/runs/" + first, "/runs/" + first + "/metrics", "/runs/" + first + "/log")) {
            assertThat(get(other, path)).isEqualTo(get(server, path));
        }
        assertThat(bytes(other, "/runs/" + first + "/results")).isEqualTo(bytes(server, "/runs/" + first + "/results"));
        JsonObject goesOn = finished(other, second);
        JsonObject undisturbed = finished(server, second);
        assertThat(goesOn.getValue("accuracyAfter")).isNotNull().isEqualTo(undisturbed.getValue("accuracyAfter"));
        assertThat(figures(other, goesOn)).isNotEmpty().isEqualTo(figures(server, undisturbed));
        assertThat(get(other, "/data")).isEqualTo(get(server, "/data"));

        Process process = servers.get(0);
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("server.json")).doesNotExist();
    }
}
