package dev.mixlab.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.mixlab.run.RunState;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever reads the log must not be able to open shares. */
class ShareTokensInLogTest {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy failure = event.getThrowableProxy();
            lines.add(event.getFormattedMessage() + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
        }
    };

    /** More than the option verbose lets through. */
    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(level);
        root.detachAppender(appender);
    }

    @Test
    void tokensAreInNoLineWhateverFails() throws IOException {
        try (RunningServer server = new RunningServer()) {
            server.store.force(server.scores.run.run(), RunState.SUCCEEDED);
            String request = "/scores/" + server.scores.run.id() + "/examples/3/maps?method=attn&aggregation=none";
            JsonObject shared = new JsonObject(server.post(
                            "/api/v1/shares",
                            new JsonObject()
                                    .put("address", "/")
                                    .put("title", "Sentence 4")
                                    .put("requests", new JsonArray(List.of(request)))
                                    .encode())
                    .body());
            String token = shared.getString("token");
            String read = "/api/v1/shared/%s/read?request=%s"
                    .formatted(token, URLEncoder.encode(request, StandardCharsets.UTF_8));
            assertThat(server.get(read).statusCode()).isEqualTo(200);
            server.post(read, "{}");
            for (String path : List.of("/s/TOKEN", "/s/TOKEN/", "/s//TOKEN/%", "/api/v1/shared/TOKEN")) {
                server.get(path.replace("TOKEN", token).replace("%", "%25"));
                raw(server, path.replace("TOKEN", token));
            }
            raw(server, "/api/v1/shared/" + token + "/read?request=%");
            raw(server, "/api/v1/%73hared/" + token + "/%2e%2e/" + token);
            raw(server, "/api/v1/shared/" + token + "/read?request=" + "x".repeat(40_000));
            server.store.database.close();
            assertThat(server.get("/api/v1/shared/" + token).statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(server.get(read).statusCode()).isGreaterThanOrEqualTo(500);

            assertThat(lines).anyMatch(line -> line.contains("/api/v1/shared/..."));
            assertThat(lines).noneMatch(line -> line.contains(token));
        }
    }

    /** Sends a path as it is, and leaves before the answer is read. */
    private static void raw(RunningServer server, String path) throws IOException {
        try (Socket client = new Socket("localhost", server.address("/").getPort())) {
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isNotNegative();
        }
    }
}
