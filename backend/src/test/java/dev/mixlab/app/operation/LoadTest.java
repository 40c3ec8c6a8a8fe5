package dev.mixlab.app.operation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has 100 viewers read pages of the interface, one request a second each, and 50 clients listen to events, while a run is at work. It
 * prints the answer times, and ends with status 1 where an answer is an error, where more than 1 % take over 100 ms, or where the server
 * has logged a blocked event loop. A tool, not a test: it measures a machine that must have nothing else to do.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.app.operation.LoadTest FOLDER [SECONDS]</pre>
 */
public final class LoadTest {

    private static final int VIEWERS = 100;
    private static final int LISTENERS = 50;
    private static final long PAUSE_MILLIS = 1000;
    private static final double LONGEST_MILLIS = 100;
    private static final String SETTINGS =
            "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"examples\":%s,\"fineTuning\":{\"epochs\":%s},\"evaluating\":{\"resamples\":200,"
                    + "\"deletionExamples\":10}}";

    private final ServerProcess server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** The times of the answers, in milliseconds, by the address that was read. */
    private final Map<String, Collection<Double>> millis = new ConcurrentSkipListMap<>();

    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();

    private LoadTest(ServerProcess server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Path folder = Path.of(arguments[0]);
        boolean good;
        try (ServerProcess server = ServerProcess.start(
                folder,
                "-Dvertx.options.maxEventLoopExecuteTime=100",
                "-Dvertx.options.maxEventLoopExecuteTimeUnit=MILLISECONDS",
                "-Dvertx.options.blockedThreadCheckInterval=50")) {
            good = new LoadTest(server).run(seconds);
        }
        long blocked = Files.readAllLines(folder.resolve("server.log")).stream()
                .filter(line -> line.contains("BlockedThreadChecker"))
                .count();
        System.out.printf("%d notes of a blocked event loop%n", blocked);
        System.exit(good && blocked == 0 ? 0 : 1);
    }

    private boolean run(int seconds) throws Exception {
        String finished = server.launch(SETTINGS.formatted(40, 1));
        server.awaitEnd(finished);
        String scores = server.get("/runs/" + finished).getString("scoreRunAfter");
        String working = server.launch(SETTINGS.formatted(1000, 50));
        List<String> pages = List.of(
                "/",
                "/api/v1/runs?limit=50",
                "/api/v1/runs/" + finished,
                "/api/v1/runs/" + working + "/metrics",
                "/api/v1/scores/" + scores + "/examples?limit=50",
                "/api/v1/scores/" + scores + "/examples/3",
                "/api/v1/models");
        for (int listener = 0; listener < LISTENERS; listener++) {
            listen(server.at(listener % 2 == 0 ? "/api/v1/events" : "/api/v1/runs/" + working + "/events"));
        }
        ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            int first = viewer;
            viewers.execute(() -> view(pages, first, end));
        }
        viewers.shutdown();
        viewers.awaitTermination(seconds + 60L, TimeUnit.SECONDS);
        return report();
    }

    private void listen(URI address) {
        Thread listener = new Thread(() -> {
            try {
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith("event:"))
                        .forEach(line -> events.incrementAndGet());
            } catch (Exception ended) {
                // the server is stopped at the end of the test
            }
        });
        listener.setDaemon(true);
        listener.start();
    }

    private void view(List<String> pages, int first, long end) {
        try {
            TimeUnit.MILLISECONDS.sleep(first * PAUSE_MILLIS / VIEWERS);
            for (int place = first; System.nanoTime() < end; place++) {
                long start = System.nanoTime();
                String page = pages.get(place % pages.size());
                HttpRequest request = HttpRequest.newBuilder(server.at(page)).build();
                HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
                millis.computeIfAbsent(page, unseen -> new ConcurrentLinkedQueue<>())
                        .add((System.nanoTime() - start) / 1e6);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (Exception failure) {
            failures.incrementAndGet();
        }
    }

    private boolean report() {
        millis.forEach((page, times) -> System.out.printf("%s: %s%n", page, Times.of(times)));
        Times all =
                Times.of(millis.values().stream().flatMap(Collection::stream).toList());
        System.out.printf(
                "all: %s; by status %s; %d failures, %d events%n", all, statuses, failures.get(), events.get());
        return all.high() <= LONGEST_MILLIS
                && failures.get() == 0
                && statuses.keySet().equals(Set.of(200))
                && events.get() > 0;
    }

    /**
     * Times of answers.
     *
     * @param count how many
     * @param median in milliseconds
     * @param high the time in milliseconds below which 99 % lie
     * @param longest in milliseconds
     */
    private record Times(int count, double median, double high, double longest) {

        static Times of(Collection<Double> times) {
            List<Double> sorted = times.stream().sorted().toList();
            int last = sorted.size() - 1;
            return new Times(
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                    sorted.get(last));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d answers, median %.1f ms, 99 %% below %.1f ms, longest %.1f ms",
                    count,
                    median,
                    high,
                    longest);
        }
    }
}
