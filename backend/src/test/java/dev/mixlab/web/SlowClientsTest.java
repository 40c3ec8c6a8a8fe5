package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.guard.TimeLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that read nothing or send byte by byte hold up nobody else. */
@Timeout(120)
class SlowClientsTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final String HEALTH = "/api/v1/health";

    /** Many times the limit: a connection that lives as long is never closed. */
    private static final int MOST_BYTES = 200;

    private final List<Socket> clients = new ArrayList<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer("page-for-tests", new TimeLimits(LIMIT, LIMIT, LIMIT));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        server.close();
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress("localhost", server.address("/").getPort()));
        client.setSoTimeout(20_000);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    }

    private String download() {
        return "/api/v1/checkpoints/%s/download".formatted(server.checkpoint().id());
    }

    /** Downloads that have begun, and of which nothing more is read. */
    private void hang(int count, String path) throws IOException {
        List<Socket> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket client = connect();
            send(client, get(path));
            begun.add(client);
        }
        for (Socket client : begun) {
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void downloadsThatHangHoldUpNeitherAnswersNorFurtherDownloads(int count) throws IOException {
        String path = download();
        hang(count, path);

        assertThat(server.get(HEALTH).statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/models").statusCode()).isEqualTo(200);
        assertThat(server.get("/").statusCode()).isEqualTo(200);
        assertThat(wholeDownload(path)).isGreaterThan(4 * TestCatalogue.NUMBERS);
    }

    @Test
    void whereAllThreadsHangAFurtherDownloadTakesThePlaceOfOne() throws IOException {
        String path = download();
        for (int i = 0; i < 70; i++) {
            send(connect(), get(path));
        }
        assertThat(wholeDownload(path)).isGreaterThan(4 * TestCatalogue.NUMBERS);
    }

    /** Each write is accepted well within any patience, and yet a download would take minutes. */
    @Test
    void whereAllClientsReadJustFastEnoughAFurtherDownloadTakesThePlaceOfOne() throws Exception {
        String path = download();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 66; i++) {
            Socket client = connect();
            send(client, get(path));
            slow.add(client);
        }
        AtomicBoolean ended = new AtomicBoolean();
        Thread reader = new Thread(() -> readSlowly(slow, ended));
        reader.start();
        try {
            assertThat(wholeDownload(path)).isGreaterThan(4 * TestCatalogue.NUMBERS);
        } finally {
            ended.set(true);
            reader.join();
        }
    }

    /** Reads about 100 kB a second from each. */
    private static void readSlowly(List<Socket> clients, AtomicBoolean ended) {
        byte[] piece = new byte[20_000];
        while (!ended.get()) {
            clients.forEach(client -> readPiece(client, piece));
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static void readPiece(Socket client, byte[] piece) {
        try {
            int length = Math.min(client.getInputStream().available(), piece.length);
            client.getInputStream().readNBytes(piece, 0, length);
        } catch (IOException disconnected) {
            // its place was taken
        }
    }

    private int wholeDownload(String path) {
        HttpResponse<byte[]> whole = server.send(server.request(path).build(), BodyHandlers.ofByteArray());
        assertThat(whole.statusCode()).isEqualTo(200);
        return whole.body().length;
    }

    /** Sends a byte now and then until the server closes the connection, and returns what it has answered. */
    private String trickle(Socket client, String start) throws IOException, InterruptedException {
        send(client, start);
        InputStream in = client.getInputStream();
        StringBuilder answer = new StringBuilder();
        try {
            for (int i = 0; i < MOST_BYTES; i++) {
                Thread.sleep(100);
                while (in.available() > 0) {
                    answer.append((char) in.read());
                }
                send(client, "a");
            }
        } catch (SocketException closed) {
            return answer.toString();
        }
        throw new AssertionError("the connection is still open after " + MOST_BYTES + " bytes");
    }

    @Test
    void aBodyThatTricklesInIsEnded() throws IOException, InterruptedException {
        String answer = trickle(
                connect(),
                "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("the body was not received in time");
        assertThat(server.get(HEALTH).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyInPiecesOfUnknownNumberIsEndedToo() throws IOException, InterruptedException {
        String answer = trickle(
                connect(),
                "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n1000\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void aBodyThatGoesOnAfterTheAnswerIsEnded() throws IOException, InterruptedException {
        String answer = trickle(
                connect(),
                "POST /api/v1/runs HTTP/1.1\r\nHost: elsewhere.example\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("408");
    }

    @Test
    void aHeadThatTricklesInIsEnded() throws IOException, InterruptedException {
        assertThat(trickle(connect(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Filler: "))
                .isEmpty();
    }

    @Test
    void aLaterHeadOfAConnectionThatTricklesInIsEndedToo() throws IOException, InterruptedException {
        String first = get(HEALTH);
        assertThat(trickle(connect(), first + "GET / HTTP/1.1\r\nHost: localhost\r\nX-Filler: "))
                .startsWith("HTTP/1.1 200")
                .containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void anEventStreamOutlivesTheTimeForARequest() throws IOException, InterruptedException {
        Socket client = connect();
        send(client, get("/api/v1/events"));
        Thread.sleep(3 * LIMIT.toMillis());
        int beats = 0;
        StringBuilder line = new StringBuilder();
        InputStream in = client.getInputStream();
        while (beats < 20) {
            int read = in.read();
            assertThat(read).as("the stream is open").isNotNegative();
            line.append((char) read);
            if (line.toString().endsWith(": beat")) {
                beats++;
                line.setLength(0);
            }
        }
    }

    @Test
    void aSlowReaderOfALongDownloadIsNotTakenForAnIdleOne() throws IOException, InterruptedException {
        Socket client = connect();
        send(client, get(download()));
        InputStream in = client.getInputStream();
        byte[] piece = new byte[1 << 16];
        int length = 0;
        for (int i = 0; i < 12; i++) {
            length += in.readNBytes(piece, 0, piece.length);
            Thread.sleep(300);
        }
        assertThat(length).isEqualTo(12 * piece.length);
    }
}
