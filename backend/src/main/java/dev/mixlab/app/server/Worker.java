package dev.mixlab.app.server;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.jobs.RunScheduler;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.cost.ThisMachine;
import dev.mixlab.jobs.cost.ThisMachine.Limits;
import dev.mixlab.jobs.stage.EnvironmentProbe;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Provenance.Environment;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.web.Observation;
import java.nio.file.Path;
import java.time.Clock;

/** Executes runs of the queue of a server's database, without serving anything. */
public final class Worker implements AutoCloseable {

    private final Database database;
    private final Environment environment;
    private final RunScheduler queue;
    private final RunEvents events;
    private final ProgramMetrics metrics = new ProgramMetrics();

    /**
     * The settings of a worker.
     *
     * @param database where the queue is
     * @param folder for files that this process keeps, such as the native libraries and weights; made if it is not there
     * @param cacheBytes bytes of weights that it keeps
     * @param slots runs at a time, at least 1 here
     * @param budget memory and threads for scoring
     * @param limits what runs leave to others
     */
    public record Settings(
            DatabaseAddress database, Path folder, long cacheBytes, Slots slots, MachineBudget budget, Limits limits) {}

    private Worker(Database database, Settings settings, Environment environment) {
        Clock clock = Clock.systemUTC();
        Stores stores = FolderStores.join(database, settings.folder(), settings.cacheBytes(), clock);
        this.database = database;
        this.events = stores.events();
        this.environment = environment;
        this.queue = RunQueues.of(
                database,
                stores,
                settings.slots(),
                environment,
                settings.budget(),
                new ThisMachine(settings.folder(), settings.limits()),
                clock);
        metrics.gauge(
                "mixlab.worker.busy", "1 while the worker has a run or a part of one, else 0", () -> isBusy() ? 1 : 0);
    }

    /**
     * Opens the database and begins to execute runs.
     *
     * @throws dev.mixlab.common.InvalidInputException if the database or the native libraries cannot be used, or the tables are those of
     *     another version
     */
    public static Worker start(Settings settings) {
        NativeLibraries.keepUnder(settings.folder());
        Database database =
                Database.join(settings.database().withSlots(settings.slots().own()));
        try {
            Worker worker = new Worker(database, settings, EnvironmentProbe.probe(Version.text()));
            worker.queue.start();
            return worker;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Returns what the runs of this process note of the program and the machine. */
    public Environment environment() {
        return environment;
    }

    /** Whether a run is executed at this moment. */
    public boolean isBusy() {
        return queue.isBusy();
    }

    /**
     * Returns what those see who watch over the worker: the metrics of its process, and whether it has work. Those of runs are the server's.
     *
     * @param host the address at which the metrics have a port
     * @param port this port, or {@link Observation#NO_PORT}
     */
    public Observation observation(String host, int port) {
        return new Observation(database, metrics, metrics::text, host, port);
    }

    /** Work stops at its next batch, and any process goes on with it. */
    @Override
    public void close() {
        queue.close();
        events.close();
        metrics.close();
        database.close();
    }
}
