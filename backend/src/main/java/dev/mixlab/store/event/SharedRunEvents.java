package dev.mixlab.store.event;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.Metrics;
import dev.mixlab.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of all processes that share a PostgreSQL database, by its LISTEN and NOTIFY. Listeners of this process are called at once; other
 * processes are told ten times a second what there is to read, and read it. While the database is out of reach, notices are kept, and those of
 * others are lost: unfinished runs are then published as they are.
 */
public final class SharedRunEvents implements RunEvents, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRunEvents.class);
    private static final String CHANNEL = "mixlab_runs";
    private static final int PAUSE_MILLIS = 100;
    private static final int WAIT_MILLIS = 1000;
    private static final int MOST_UNFINISHED = 1000;

    private final LocalRunEvents local = new LocalRunEvents();
    private final String sender = UUID.randomUUID().toString();
    private final Database database;
    private final Runs runs;
    private final Map<RunId, RunNotice> pending = new LinkedHashMap<>();
    private final ExecutorService threads;
    private volatile boolean closed;

    private SharedRunEvents(Database database, Runs runs) {
        this.database = database;
        this.runs = runs;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "mixlab-events");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::sendRepeatedly);
    }

    /** Tells other processes what happens in this one, and hears nothing of them. */
    public static SharedRunEvents toOthers(Database database, Runs runs) {
        return new SharedRunEvents(database, runs);
    }

    /** Tells other processes what happens in this one, and publishes what happens in them. */
    public static SharedRunEvents withOthers(Database database, Runs runs) {
        SharedRunEvents events = new SharedRunEvents(database, runs);
        events.threads.execute(events::listen);
        return events;
    }

    @Override
    public Subscription subscribe(Consumer<RunEvent> listener) {
        return local.subscribe(listener);
    }

    @Override
    public void publish(RunEvent event) {
        local.publish(event);
        add(RunNotice.of(event));
    }

    private void add(RunNotice notice) {
        synchronized (pending) {
            pending.merge(notice.run(), notice, RunNotice::and);
        }
    }

    private void sendRepeatedly() {
        while (!closed) {
            send();
            pause(PAUSE_MILLIS);
        }
    }

    private void send() {
        Map<RunId, RunNotice> notices;
        synchronized (pending) {
            notices = new LinkedHashMap<>(pending);
            pending.clear();
        }
        if (notices.isEmpty()) {
            return;
        }
        try {
            database.jdbi()
                    .useTransaction(handle -> notices.values()
                            .forEach(notice -> handle.createQuery("SELECT pg_notify(:channel, :notice)")
                                    .bind("channel", CHANNEL)
                                    .bind("notice", notice.write(sender))
                                    .mapTo(String.class)
                                    .list()));
        } catch (RuntimeException unreachable) {
            LOG.debug("other processes are told later of {} runs", notices.size(), unreachable);
            synchronized (pending) {
                notices.forEach((run, notice) -> pending.merge(run, notice, (later, sooner) -> sooner.and(later)));
            }
        }
    }

    private void listen() {
        boolean lost = false;
        while (!closed) {
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN " + CHANNEL);
                }
                if (lost) {
                    LOG.info("hears of other processes again");
                    publishUnfinished();
                }
                lost = true;
                receive(connection);
            } catch (SQLException | RuntimeException failure) {
                if (!closed) {
                    LOG.warn("does not hear of other processes for now: {}", failure.toString());
                    pause(WAIT_MILLIS);
                }
            }
        }
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        while (!closed) {
            for (PGNotification notification : notified.getNotifications(WAIT_MILLIS)) {
                String text = notification.getParameter();
                if (!RunNotice.sender(text).equals(sender)) {
                    publishRead(text);
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN " + CHANNEL);
        }
    }

    private void publishRead(String text) {
        try {
            publishRead(RunNotice.read(text));
        } catch (IllegalArgumentException otherVersion) {
            LOG.debug("a notice is left out", otherVersion);
        } catch (NotFoundException deletedMeanwhile) {
            LOG.debug("a run is not there any more", deletedMeanwhile);
        }
    }

    private void publishRead(RunNotice notice) {
        RunId run = notice.run();
        if (notice.deleted()) {
            local.publish(new RunEvent.Deleted(run));
            return;
        }
        boolean steps = !notice.steps().isEmpty();
        if (steps || !notice.epochs().isEmpty() || !notice.head().isEmpty()) {
            int since = steps ? Math.toIntExact(notice.steps().first() - 1) : Integer.MAX_VALUE;
            Metrics metrics = runs.metrics(run, since);
            metrics.steps().stream()
                    .filter(point -> notice.steps().contains(point.step()))
                    .forEach(point -> local.publish(new RunEvent.Step(run, point)));
            metrics.epochs().stream()
                    .filter(point -> notice.epochs().contains(point.epoch()))
                    .forEach(point -> local.publish(new RunEvent.Epoch(run, point)));
            metrics.headFitting().stream()
                    .filter(point -> notice.head().contains(point.step()))
                    .forEach(point -> local.publish(new RunEvent.Head(run, point)));
        }
        if (!notice.lines().isEmpty()) {
            runs.log(run, notice.lines().first() - 1).stream()
                    .filter(line -> notice.lines().contains(line.number()))
                    .forEach(line -> local.publish(new RunEvent.Log(run, line)));
        }
        if (notice.changed()) {
            local.publish(new RunEvent.Changed(runs.get(run)));
        }
    }

    private void publishUnfinished() {
        for (RunState state : RunState.values()) {
            if (!state.isFinal()) {
                runs.list(state, new PageRequest(0, MOST_UNFINISHED))
                        .items()
                        .forEach(run -> local.publish(new RunEvent.Changed(run)));
            }
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells others what they have not been told yet, and ends. To be called before the database is closed. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2L * WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("a thread of the events still waits for the database");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        send();
    }
}
