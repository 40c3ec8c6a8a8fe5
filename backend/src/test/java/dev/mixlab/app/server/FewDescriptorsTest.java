package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.app.Main;
import dev.mixlab.common.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process that may have 300 files and connections open, with more clients than that. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FewDescriptorsTest {

    private static final int DESCRIPTORS = 300;
    private static final int CONNECTIONS = 400;

    private static final String LAUNCH = """
            {"modelId": "tiny-bert", "dataId": "sample", "examples": 20, "methods": ["attn"], "evaluations": [],
             "fineTuning": {"epochs": 1, "batchSize": 64}}""";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> idle = new ArrayList<>();

    @Test
    void theRunThatIsAtWorkSucceedsWhileMoreConnectionsAreOpenedThanTheProcessMayHave(@TempDir Path folder)
            throws Exception {
        Process process = serve(folder);
        try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
            URI server = URI.create(printed.readLine().replaceFirst("mixlab is at ([^,]*),.*", "$1"));
            String run = send(request(server, "/api/v1/runs")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(LAUNCH)))
                    .path("id")
                    .asText();
            for (int i = 0; i < CONNECTIONS; i++) {
                open(server, i);
            }
            JsonNode ended = awaitEnd(server, run);
            assertThat(ended.path("error").asText("")).isIn("", "null");
            assertThat(ended.path("state").asText()).isEqualTo("succeeded");
            assertThat(openFiles(process)).isLessThan(DESCRIPTORS);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static Process serve(Path folder) throws IOException {
        Path libraries = Path.of(System.getProperty("user.home"), ".djl.ai");
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "ulimit -n %s; exec \"$0\" \"$@\"".formatted(DESCRIPTORS)));
        command.addAll(JavaCommand.of(
                List.of("-Xmx1g", "-DDJL_CACHE_DIR=" + libraries),
                Main.class,
                List.of("serve", "--port", "0", "--data-dir", folder.toString())));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opens a connection that sends nothing, half a head, or a request for events that it does not read. */
    private void open(URI server, int number) throws IOException {
        Socket socket = new Socket();
        idle.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
            String text = switch (number % 10) {
                case 0 -> "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
                case 1, 2, 3 -> "GET / HTTP/1.1\r\nHo";
                default -> "";
            };
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            socket.close();
        }
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return json.readTree(response.body());
    }

    private JsonNode awaitEnd(URI server, String run) throws IOException, InterruptedException {
        int refusals = 0;
        for (int attempt = 0; attempt < 500; attempt++) {
            try {
                JsonNode state = send(request(server, "/api/v1/runs/" + run));
                if (!List.of("queued", "running").contains(state.path("state").asText())) {
                    return state;
                }
            } catch (IOException closedInFavourOfAnother) {
                refusals++;
            }
            Thread.sleep(300);
        }
        throw new AssertionError("the run does not end; %s requests were refused".formatted(refusals));
    }

    private static int openFiles(Process process) throws IOException {
        try (var files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return (int) files.count();
        }
    }
}
