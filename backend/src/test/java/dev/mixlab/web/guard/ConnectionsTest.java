package dev.mixlab.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.http.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionsTest {

    private static final TimeLimits PATIENT =
            new TimeLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final List<Socket> clients = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final BoundedTransport transport = new BoundedTransport(20);
    private final Vertx vertx =
            Vertx.builder().withTransport(new BoundedTransport.Named(transport)).build();

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().await();
    }

    /** Starts a server that answers every request with as many bytes, and returns its port. */
    private int serve(int mostConnections, int bytes) {
        Connections connections = new Connections(mostConnections, PATIENT);
        Router router = Router.router(vertx);
        router.route().handler(connections);
        router.route().handler(context -> {
            requests.incrementAndGet();
            Answer.end(context, Buffer.buffer(new byte[bytes]));
        });
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connections::accept)
                .requestHandler(router);
        return server.listen(0, "localhost").await().actualPort();
    }

    private Socket connect(int port) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(10_000);
        client.connect(new InetSocketAddress("localhost", port));
        return client;
    }

    private static void request(Socket client, int times) throws IOException {
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(times).getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isAnswered(Socket client) throws IOException {
        request(client, 1);
        return client.getInputStream().read() == 'H';
    }

    @Test
    void ofTooManyConnectionsTheOneThatHasWaitedLongestIsClosed() throws IOException {
        int port = serve(3, 10);
        Socket first = connect(port);
        Socket second = connect(port);
        Socket third = connect(port);
        assertThat(isAnswered(third)).isTrue();
        assertThat(isAnswered(second)).isTrue();

        assertThat(isAnswered(connect(port))).isTrue();
        assertThat(first.getInputStream().read()).isEqualTo(-1);
        assertThat(isAnswered(connect(port))).isTrue();
        assertThat(second.getInputStream().read()).isEqualTo('T');
    }

    @Test
    void manyConnectionsAtOnceAreNeverMoreThanTheTransportAdmits() throws IOException, InterruptedException {
        int port = serve(15, 10);
        for (int i = 0; i < 200; i++) {
            connect(port);
            assertThat(transport.open()).isLessThanOrEqualTo(20);
        }
        assertThat(answeredAfterSomeAttempts(port)).isTrue();
        for (Socket client : clients) {
            client.close();
        }
        for (int i = 0; i < 100 && transport.open() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(transport.open()).isZero();
    }

    private boolean answeredAfterSomeAttempts(int port) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try {
                if (isAnswered(connect(port))) {
                    return true;
                }
            } catch (IOException refused) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    @Test
    void requestsOfAClientThatReadsNothingWaitUntilItDoes() throws IOException, InterruptedException {
        int bytes = 1 << 20;
        int times = 60;
        int port = serve(15, bytes);
        Socket client = connect(port);
        request(client, times);
        Thread.sleep(1500);
        assertThat(requests.get()).isPositive().isLessThan(times / 3);
        InputStream in = client.getInputStream();
        for (long left = (long) bytes * times; left > 0; left -= in.skip(left)) {}
        assertThat(requests.get()).isEqualTo(times);
    }

    @Test
    void shortAnswersToAClientThatReadsNothingWaitToo() throws IOException, InterruptedException {
        int port = serve(15, 60_000);
        Socket client = connect(port);
        request(client, 2000);
        Thread.sleep(1500);
        assertThat(requests.get()).isPositive().isLessThan(1000);
    }
}
