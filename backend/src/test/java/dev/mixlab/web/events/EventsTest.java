package dev.mixlab.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TenSentences;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

    private RunningServer server;
    private Run run;

    @BeforeEach
    void start() {
        server = new RunningServer();
        run = launch();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run launch() {
        return server.runs.launch(new PipelineSpec(
                "a run", "tiny-bert", "sample", null, FineTuningSettings.paper(), TenSentences.METHODS));
    }

    /** An open stream of events. */
    private record Listening(HttpResponse<Stream<String>> response, Iterator<String> lines) implements AutoCloseable {

        /** The lines of the next event; comments and the retry time are left out. */
        List<String> next() {
            List<String> event = new ArrayList<>();
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.isEmpty() && !event.isEmpty()) {
                    return event;
                }
                if (!line.isEmpty() && !line.startsWith(":") && !line.startsWith("retry:")) {
                    event.add(line);
                }
            }
            return event;
        }

        @Override
        public void close() {
            response.body().close();
        }
    }

    private Listening listen(String path, String... headers) {
        HttpRequest.Builder request = server.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<Stream<String>> response = server.send(request.build(), BodyHandlers.ofLines());
        return new Listening(response, response.body().iterator());
    }

    private String events() {
        return "/api/v1/runs/" + run.id() + "/events";
    }

    private static JsonObject data(List<String> event) {
        return new JsonObject(event.get(2).substring("data: ".length()));
    }

    @Test
    void aStreamBeginsWithTheRunAsItIs() {
        try (Listening listening = listen(events())) {
            assertThat(listening.response().headers().firstValue("Content-Type"))
                    .contains("text/event-stream");
            List<String> first = listening.next();
            assertThat(first).hasSize(3).startsWith("event: run", "id: 0.0");
            assertThat(data(first).getString("id")).isEqualTo(run.id().value());
            assertThat(data(first).getString("state")).isEqualTo("queued");
        }
    }

    @Test
    void whatHappensToTheRunComesInOrder() {
        try (Listening listening = listen(events(), "Accept-Encoding", "gzip")) {
            listening.next();
            Run other = launch();
            server.runs.move(run.id(), RunState.RUNNING, new Progress(null, 5, 10, 2.5, 2.0, 0.5, null));
            server.runs.step(other.id(), 7);
            server.runs.step(run.id(), 1);
            server.runs.line(run.id(), "first\nline");
            server.runs.epoch(run.id(), 1);

            List<String> changed = listening.next();
            assertThat(changed).startsWith("event: run");
            assertThat(data(changed).getJsonObject("progress").getDouble("secondsLeft"))
                    .isEqualTo(2.0);
            List<String> step = listening.next();
            assertThat(step).startsWith("event: step", "id: 1.0");
            assertThat(data(step).getDouble("loss")).isEqualTo(1.0);
            List<String> line = listening.next();
            assertThat(line).hasSize(3).startsWith("event: log", "id: 1.1");
            assertThat(data(line).getString("text")).isEqualTo("first\nline");
            List<String> epoch = listening.next();
            assertThat(epoch).startsWith("event: epoch", "id: 1.1");
            assertThat(data(epoch).getDouble("testAccuracy")).isEqualTo(0.9);
        }
    }

    @Test
    void aStreamEndsWithTheRun() {
        try (Listening listening = listen(events())) {
            listening.next();
            server.runs.move(run.id(), RunState.FAILED, Progress.none());
            assertThat(data(listening.next()).getString("error")).isEqualTo("the disk is full");
            assertThat(listening.next()).isEmpty();
        }
        try (Listening late = listen(events())) {
            assertThat(data(late.next()).getString("state")).isEqualTo("failed");
            assertThat(late.next()).isEmpty();
        }
    }

    @Test
    void aDeletionReachesThoseWhoWatchTheRunOrAllRuns() {
        try (Listening one = listen(events());
                Listening all = listen("/api/v1/events")) {
            one.next();
            all.next();
            server.store.force(run.id(), RunState.SUCCEEDED);
            server.store.removals.delete(run.id());
            for (Listening listening : List.of(one, all)) {
                List<String> event = listening.next();
                assertThat(event.get(0)).isEqualTo("event: deleted");
                assertThat(data(event).getString("id")).isEqualTo(run.id().value());
            }
            assertThat(one.next()).isEmpty();
        }
    }

    @Test
    void aClientThatComesBackGetsWhatItMissed() {
        server.runs.step(run.id(), 1);
        server.runs.step(run.id(), 2);
        server.runs.epoch(run.id(), 1);
        server.runs.line(run.id(), "one");
        server.runs.line(run.id(), "two");
        try (Listening listening = listen(events(), "Last-Event-ID", "1.1")) {
            assertThat(listening.next()).startsWith("event: step", "id: 2.1");
            assertThat(listening.next()).startsWith("event: epoch", "id: 2.1");
            assertThat(listening.next()).startsWith("event: log", "id: 2.2");
            assertThat(listening.next()).startsWith("event: run", "id: 2.2");
        }
    }

    @Test
    void aLastEventIdThatCannotBeReadIsAsIfThereWasNone() {
        server.runs.step(run.id(), 1);
        try (Listening listening = listen(events(), "Last-Event-ID", "; drop table")) {
            assertThat(listening.next()).startsWith("event: run", "id: 0.0");
        }
    }

    @Test
    void allRunsCanBeWatchedAtOnce() {
        Run finished = launch();
        server.runs.move(finished.id(), RunState.CANCELLED, Progress.none());
        try (Listening listening = listen("/api/v1/events")) {
            assertThat(data(listening.next()).getString("id"))
                    .isEqualTo(run.id().value());
            server.runs.step(run.id(), 1);
            Run created = launch();
            assertThat(data(listening.next()).getString("id"))
                    .isEqualTo(created.id().value());
        }
    }

    @Test
    void aQuietStreamShowsSignsOfLife() {
        try (Listening listening = listen(events())) {
            listening.next();
            Iterator<String> lines = listening.lines();
            String line = lines.next();
            while (line.isEmpty()) {
                line = lines.next();
            }
            assertThat(line).isEqualTo(": beat");
        }
    }

    @Test
    void aClientThatIsGoneLeavesNothingBehind() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try (Listening listening = listen(events())) {
                listening.next();
            }
        }
        assertThat(openStreams(0)).isZero();
        try (Listening listening = listen(events())) {
            listening.next();
            assertThat(openStreams(1)).isEqualTo(1);
        }
    }

    @Test
    void aClientThatReadsNothingIsCutOff() throws IOException, InterruptedException {
        try (Socket socket = new Socket("localhost", server.address("/").getPort())) {
            socket.setReceiveBufferSize(4096);
            String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(events());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            assertThat(openStreams(1)).isEqualTo(1);
            String text = "long ".repeat(20_000);
            for (int i = 0; i < 300; i++) {
                server.runs.line(run.id(), text);
            }
            assertThat(openStreams(0)).isZero();
        }
    }

    /** The number of open streams, once it is the expected one or after a while. */
    private int openStreams(int expected) throws InterruptedException {
        for (int i = 0; i < 100 && server.events().openStreams() != expected; i++) {
            Thread.sleep(50);
        }
        return server.events().openStreams();
    }
}
