package dev.mixlab.app.command;

import dev.mixlab.app.command.option.DatabaseOption;
import dev.mixlab.app.command.option.DeviceOption;
import dev.mixlab.app.command.option.MemoryOption;
import dev.mixlab.app.command.option.ObservationOptions;
import dev.mixlab.app.command.option.ResourceOptions;
import dev.mixlab.app.command.option.TimeSpan;
import dev.mixlab.app.server.Worker;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.jobs.Slots;
import dev.mixlab.web.Observation;
import dev.mixlab.web.WatchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Executes runs from the queue of a server's database until the process is stopped or its time is over. */
@Command(
        name = "worker",
        description = "Execute queued runs of a server's database, on this machine, without serving a page.",
        mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of runs executed at a time, 1 to 16 (${DEFAULT-VALUE}).")
    private int slots = 1;

    @Option(
            names = "--idle-exit",
            paramLabel = "TIME",
            description = "End after this time without a run, such as 10m; by default the worker waits for ever.")
    private @Nullable String idleExit;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            description =
                    "End after this time, such as 3h55m: runs stop at their next batch, and any worker goes on with them.")
    private @Nullable String maxTime;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-cache",
            description =
                    "Folder that several workers may share, for the program's native libraries and copies of weights"
                            + " (${DEFAULT-VALUE}).")
    private Path cache = Path.of("");

    @Option(
            names = "--cache-limit",
            paramLabel = "SIZE",
            defaultValue = "20g",
            description =
                    "Space for copies of weights in that folder; beyond it those are deleted that were not used for"
                            + " longest (${DEFAULT-VALUE}).")
    private String cacheLimit = "20g";

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private ObservationOptions observation = new ObservationOptions();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (slots < 1) {
            throw new InvalidInputException("--slots %s: 1 to 16 runs can be executed at a time".formatted(slots));
        }
        observation.check();
        Ending ending = new Ending(
                TimeSpan.parse("--idle-exit", idleExit), TimeSpan.parse("--max-time", maxTime), System.nanoTime());
        device.apply();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ServeCommand.end(asked, closed), "mixlab-end"));
        try (Worker worker = Worker.start(new Worker.Settings(
                database.requiredAddress(),
                cache.toAbsolutePath().normalize(),
                MemoryOption.bytes("--cache-limit", cacheLimit),
                Slots.of(slots),
                memory.budget(),
                resources.limits()))) {
            say("this worker takes runs from %s, %s at a time, PyTorch %s on %s"
                    .formatted(
                            database.requiredAddress(),
                            slots,
                            worker.environment().versions().get("pytorch"),
                            worker.environment().device().replace("()", "")));
            say(watched(worker, ending, asked));
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** Waits for the end of a worker, and answers those meanwhile who watch over it. */
    private String watched(Worker worker, Ending ending, CountDownLatch asked) throws InterruptedException {
        Observation watch = observation.of(worker::observation);
        if (!watch.hasPort()) {
            return awaitEnd(worker, ending, asked);
        }
        try (WatchServer server = WatchServer.start(watch)) {
            say("health and metrics are at port %s".formatted(server.port()));
            return awaitEnd(worker, ending, asked);
        }
    }

    private static String awaitEnd(Worker worker, Ending ending, CountDownLatch asked) throws InterruptedException {
        while (!asked.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            String reason = ending.reason(worker.isBusy(), System.nanoTime());
            if (reason != null) {
                return reason;
            }
        }
        return "stopped; unfinished runs are handed back";
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** When a worker ends by itself. */
    static final class Ending {

        private final @Nullable Duration idle;
        private final @Nullable Duration most;
        private final long start;
        private long lastBusy;

        /**
         * The limits of a worker.
         *
         * @param idle the longest time without a run; null for any
         * @param most the longest time at all; null for any
         * @param start the system's nanoseconds at which both begin
         */
        Ending(@Nullable Duration idle, @Nullable Duration most, long start) {
            this.idle = idle;
            this.most = most;
            this.start = start;
            this.lastBusy = start;
        }

        /** Returns why the worker ends now; null where it does not. */
        @Nullable String reason(boolean busy, long now) {
            if (busy) {
                lastBusy = now;
            }
            if (most != null && now - start >= most.toNanos()) {
                return "the time of --max-time is over; unfinished runs are handed back";
            }
            return idle != null && now - lastBusy >= idle.toNanos()
                    ? "there was no run for the time of --idle-exit"
                    : null;
        }
    }
}
