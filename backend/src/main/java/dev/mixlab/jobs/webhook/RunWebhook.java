package dev.mixlab.jobs.webhook;

import dev.mixlab.run.Run;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells another program by a POST request that a run has ended. A request that fails is repeated a few times; what still fails then, and
 * what is left when the server stops, is not sent. A run neither waits for it nor fails with it.
 */
public final class RunWebhook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunWebhook.class);

    /** The pauses before a request is repeated. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Notices that may wait; more are not sent, so that an address that never answers does not fill the memory. */
    private static final int MOST_WAITING = 1000;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FAULTS_OF_THE_SERVER = 500;

    private final WebhookAddress address;
    private final List<Duration> pauses;
    private final Set<RunId> unfinished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final HttpClient client;
    private final ScheduledExecutorService thread;
    private final RunEvents.Subscription subscription;

    /**
     * Begins to watch for runs that end.
     *
     * @param runs the runs that are not finished yet
     */
    public RunWebhook(WebhookAddress address, RunEvents events, Collection<RunId> runs) {
        this(address, events, runs, PAUSES);
    }

    RunWebhook(WebhookAddress address, RunEvents events, Collection<RunId> runs, List<Duration> pauses) {
        this.address = address;
        this.pauses = List.copyOf(pauses);
        this.unfinished.addAll(runs);
        this.client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "mixlab-webhook");
            made.setDaemon(true);
            return made;
        });
        this.subscription = events.subscribe(this::note);
    }

    private void note(RunEvent event) {
        if (event instanceof RunEvent.Changed changed) {
            Run run = changed.now();
            if (!run.state().isFinal()) {
                unfinished.add(run.id());
            } else if (unfinished.remove(run.id())) {
                enqueue(run);
            }
        } else if (event instanceof RunEvent.Deleted deleted) {
            unfinished.remove(deleted.run());
        }
    }

    private void enqueue(Run run) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            LOG.warn(
                    "the webhook at {} is not told of run {}: {} notices wait already",
                    address,
                    run.id(),
                    MOST_WAITING);
            return;
        }
        byte[] body = RunNotice.of(run).json();
        schedule(run.id(), body, 0, Duration.ZERO);
    }

    private void schedule(RunId run, byte[] body, int attempt, Duration pause) {
        try {
            var unused = thread.schedule(() -> send(run, body, attempt), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            waiting.decrementAndGet();
            LOG.warn("the webhook at {} is not told of run {}: the server stops", address, run);
        }
    }

    private void send(RunId run, byte[] body, int attempt) {
        Outcome outcome = post(run, body);
        if (outcome.again() && attempt < pauses.size()) {
            schedule(run, body, attempt + 1, pauses.get(attempt));
            return;
        }
        waiting.decrementAndGet();
        if (!outcome.isDone()) {
            LOG.warn("the webhook at {} was not told of run {}: {}", address, run, outcome.fault());
        }
    }

    /**
     * What became of a request.
     *
     * @param fault what went wrong; empty if nothing did
     * @param again whether it is worth being repeated
     */
    private record Outcome(String fault, boolean again) {

        boolean isDone() {
            return fault.isEmpty();
        }
    }

    private Outcome post(RunId run, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(address.uri())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", run.value())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            boolean again = status >= FAULTS_OF_THE_SERVER || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
            return new Outcome(status / 100 == 2 ? "" : "it answers %s".formatted(status), again);
        } catch (IOException failure) {
            return new Outcome(
                    "it cannot be reached (%s)".formatted(failure.getClass().getSimpleName()), true);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome("the server stops", false);
        }
    }

    @Override
    public void close() {
        subscription.close();
        thread.shutdownNow();
    }
}
