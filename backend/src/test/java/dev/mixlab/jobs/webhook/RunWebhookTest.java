package dev.mixlab.jobs.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunBuilder;
import dev.mixlab.run.RunState;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling another program that a run has ended: what is sent, how often, and that a run is not held up. */
@Timeout(30)
class RunWebhookTest {

    private static final Instant LAUNCHED = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(20), Duration.ofMillis(20));

    private final LocalRunEvents events = new LocalRunEvents();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** The statuses of the next answers; 200 once they are used up. */
    private final Deque<Integer> statuses = new ArrayDeque<>();

    private HttpServer server;
    private @Nullable RunWebhook hook;

    private record Received(String key, JsonNode body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            JsonNode body =
                    new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
            int status = statuses.isEmpty() ? 200 : statuses.pop();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            received.add(new Received(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (hook != null) {
            hook.close();
        }
        server.stop(0);
    }

    private RunWebhook webhook(List<RunId> unfinished) {
        String address =
                "http://localhost:%s/hook".formatted(server.getAddress().getPort());
        return new RunWebhook(WebhookAddress.parse(address), events, unfinished, PAUSES);
    }

    private static Run run(String id, RunState state) {
        return new RunBuilder(new RunId(id), Samples.spec("a run"), LAUNCHED)
                .state(state)
                .error(state == RunState.FAILED ? "the disk is full" : null)
                .finishedAt(state.isFinal() ? LAUNCHED.plusSeconds(60) : null)
                .build();
    }

    private void publish(String id, RunState state) {
        events.publish(new RunEvent.Changed(run(id, state)));
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private void nothingMore() throws InterruptedException {
        assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theEndOfARunIsToldOnceWithWhatItIs() throws InterruptedException {
        hook = webhook(List.of());
        publish("r-0000000001", RunState.RUNNING);
        publish("r-0000000001", RunState.FAILED);
        publish("r-0000000001", RunState.FAILED);
        Received notice = next();
        assertThat(notice.key()).isEqualTo("r-0000000001");
        assertThat(notice.body().get("event").asText()).isEqualTo("run.finished");
        JsonNode told = notice.body().get("run");
        assertThat(told.get("id").asText()).isEqualTo("r-0000000001");
        assertThat(told.get("name").asText()).isEqualTo("a run");
        assertThat(told.get("state").asText()).isEqualTo("failed");
        assertThat(told.get("error").asText()).isEqualTo("the disk is full");
        assertThat(told.get("seed").asLong()).isEqualTo(42);
        assertThat(told.get("accuracyAfter").isNull()).isTrue();
        assertThat(told.get("createdAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(told.get("finishedAt").asText()).isEqualTo("2026-03-01T12:01:00Z");
        nothingMore();
    }

    @Test
    void aRunThatWasUnfinishedAtTheStartIsToldAndTheChangeOfAFinishedOneIsNot() throws InterruptedException {
        hook = webhook(List.of(new RunId("r-0000000001")));
        publish("r-0000000002", RunState.SUCCEEDED);
        publish("r-0000000001", RunState.CANCELLED);
        assertThat(next().body().get("run").get("state").asText()).isEqualTo("cancelled");
        nothingMore();
    }

    @Test
    void aRequestThatFailsIsRepeatedUntilItIsTaken() throws InterruptedException {
        statuses.addAll(List.of(503, 429));
        hook = webhook(List.of(new RunId("r-0000000001")));
        publish("r-0000000001", RunState.SUCCEEDED);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(next().key()).isEqualTo("r-0000000001");
        }
        nothingMore();
    }

    @Test
    void aRequestIsRepeatedAFewTimesOnlyAndNotWhereThatIsOfNoUse() throws InterruptedException {
        statuses.addAll(List.of(500, 500, 500, 404));
        hook = webhook(List.of(new RunId("r-0000000001"), new RunId("r-0000000002")));
        publish("r-0000000001", RunState.SUCCEEDED);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(next().key()).isEqualTo("r-0000000001");
        }
        nothingMore();
        publish("r-0000000002", RunState.SUCCEEDED);
        assertThat(next().key()).isEqualTo("r-0000000002");
        nothingMore();
    }

    @Test
    void anAddressThatDoesNotAnswerHoldsNoRunUp() {
        server.stop(0);
        hook = webhook(List.of(new RunId("r-0000000001")));
        long begin = System.nanoTime();
        publish("r-0000000001", RunState.SUCCEEDED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/hook",
                "http://localhost.example.org/hook",
                "ftp://localhost/hook",
                "https:///hook",
                "https://user:secret@example.org/hook",
                "hook",
                "https://exa mple.org/"
            })
    void anAddressThatIsNotSafeIsRefused(String address) {
        assertThatThrownBy(() -> WebhookAddress.parse(address))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--webhook: the address");
    }

    @Test
    void anAddressIsNamedByItsHostOnly() {
        assertThat(WebhookAddress.parse("https://example.org/services/SECRET")).hasToString("example.org");
        assertThat(WebhookAddress.parse("http://[::1]:8080/x")).hasToString("[::1]:8080");
    }
}
