package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.web.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of events end when those who read them may not any more. */
@Timeout(60)
class EventsOfAccountsTest {

    private final RunningServer server = RunningServer.withAccounts();
    private final Accounts accounts = server.store.accounts.accounts();
    private final Account reader = accounts.create(new Account.New("vi", "Vi", Role.VIEWER), null);
    private final Secret session = Secret.fresh("");

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<InputStream> open(String path) {
        accounts.create(new Account.New("ada", "Ada", Role.ADMIN), null);
        server.store.accounts.sessions().open(reader.id(), session.sha256());
        server.store.force(server.scores.run.run(), RunState.RUNNING);
        String cookie = "mixlab_session_%s=%s".formatted(server.address("/").getPort(), session.value());
        HttpRequest request =
                server.request("/api/v1" + path).header("Cookie", cookie).build();
        HttpResponse<InputStream> stream = server.send(request, BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }

    /** Waits for the beats of a stream, which come as often as its reader is asked for. */
    private static void awaitBeats(InputStream stream, int beats) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.toString().split(": beat", -1).length <= beats) {
            int next = stream.read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
    }

    private static void assertThatItEnds(HttpResponse<InputStream> stream) throws IOException {
        String rest = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rest.split(": beat", -1)).as(rest).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/runs/RUN/events"})
    void aStreamEndsWithTheSession(String path) throws IOException {
        HttpResponse<InputStream> stream =
                open(path.replace("RUN", server.scores.run.run().value()));
        awaitBeats(stream.body(), 3);

        server.store.accounts.sessions().close(session.sha256());

        assertThatItEnds(stream);
    }

    @Test
    void aStreamEndsWhenTheAccountIsDisabled() throws IOException {
        HttpResponse<InputStream> stream = open("/events");
        awaitBeats(stream.body(), 1);

        accounts.change(reader.id(), new Account.Change(null, null, true));

        assertThatItEnds(stream);
    }
}
