package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.mixlab.common.StorageException;
import dev.mixlab.mixing.JavaProcess;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without space interrupts runs, which go on by themselves, and hides nothing that is finished. */
class OutageTest {

    private static final int EXAMPLES = 160;

    @Test
    void aRunGoesOnByItselfWhenThereIsSpaceAgain(@TempDir Path folder) throws Exception {
        assertThat(JavaProcess.lines(Other.class, folder.toString()))
                .containsExactly(
                        "outage: cannot be written",
                        "the run is RUNNING, interrupted",
                        "a launch is refused",
                        "the finished run is read",
                        "the run is SUCCEEDED, null",
                        "its log says Interrupted: the database in",
                        "its figures are those of the run before: true",
                        "readers met, but for outages: [its figures]");
    }

    @Test
    void aStageIsDoneAgainFromWhatIsStoredWhenTheDatabaseWasOpenedAgainMeanwhile() throws InterruptedException {
        AtomicReference<Workbench> running = new AtomicReference<>();
        AtomicBoolean reopened = new AtomicBoolean();
        try (Workbench bench = new Workbench(TestDatabase.fresh(), Workbench.TOY, (method, values) -> {
            if (method.equals("append") && reopened.compareAndSet(false, true)) {
                Objects.requireNonNull(running.get()).simulatedOutages.incrementAndGet();
            }
        })) {
            running.set(bench);

            Run ended = bench.succeed(Workbench.spec(EXAMPLES, 1));

            assertThat(bench.stores.runs().log(ended.id(), 0))
                    .extracting(LogLine::text)
                    .contains(
                            "Interrupted: the database could not be written for a while, and was opened again",
                            "Going on after an interruption.");
        }
    }

    /** Another process, whose files may not grow for a while. */
    static final class Other {

        private Other() {}

        /** The part of the C library that is used. */
        interface LibC extends Library {
            int getrlimit(int resource, long[] limits);

            int setrlimit(int resource, long[] limits);
        }

        private static final int FILE_SIZE = 1;

        public static void main(String[] arguments) throws InterruptedException {
            Path folder = Path.of(arguments[0]);
            boolean[] full = {false};
            try (Workbench bench = new Workbench(Database.open(folder), Workbench.TOY, (method, values) -> {
                if (full[0] && method.equals("append")) {
                    full[0] = false;
                    limit(size(folder.resolve("mixlab.mv.db")));
                }
            })) {
                Run before = bench.succeed(Workbench.spec(EXAMPLES, 1));
                Readers readers = new Readers(bench, before.id());
                full[0] = true;
                RunId id = bench.queue.launch(Workbench.spec(EXAMPLES, 1)).id();
                Run interrupted = awaitInterruption(bench, id);
                whileFull(bench, before, interrupted);
                limit(Long.MAX_VALUE);
                Run ended = bench.awaitEnd(id);
                System.out.printf("the run is %s, %s%n", ended.state(), ended.error());
                for (LogLine line : bench.stores.runs().log(id, 0)) {
                    if (line.text().startsWith("Interrupted: the database in " + folder)) {
                        System.out.println("its log says Interrupted: the database in");
                        break;
                    }
                }
                boolean same = bench.figures(id).equals(bench.figures(before.id()));
                System.out.println("its figures are those of the run before: " + same);
                Set<String> met = readers.end();
                met.remove("an outage");
                System.out.println("readers met, but for outages: " + met);
            }
        }

        /** Threads that read a finished run all the time. */
        private static final class Readers {

            private final Set<String> met = ConcurrentHashMap.newKeySet();
            private final List<Thread> threads = new ArrayList<>();
            private volatile boolean ended;

            Readers(Workbench bench, RunId finished) {
                Workbench.Figures expected = bench.figures(finished);
                for (int i = 0; i < 3; i++) {
                    threads.add(new Thread(() -> read(bench, finished, expected), "reader"));
                }
                threads.forEach(thread -> {
                    thread.setDaemon(true);
                    thread.start();
                });
            }

            private void read(Workbench bench, RunId finished, Workbench.Figures expected) {
                while (!ended) {
                    try {
                        met.add(bench.figures(finished).equals(expected) ? "its figures" : "other figures");
                    } catch (StorageException outage) {
                        met.add("an outage");
                    } catch (RuntimeException other) {
                        met.add(other.toString());
                        other.printStackTrace();
                    }
                }
            }

            /** Ends the threads, and returns what they read, or met. */
            Set<String> end() throws InterruptedException {
                ended = true;
                for (Thread thread : threads) {
                    thread.join();
                }
                return new TreeSet<>(met);
            }
        }

        private static Run awaitInterruption(Workbench bench, RunId id) throws InterruptedException {
            while (true) {
                try {
                    return bench.await(id, run -> run.error() != null);
                } catch (StorageException justNow) {
                    Thread.sleep(10);
                }
            }
        }

        private static void whileFull(Workbench bench, Run before, Run interrupted) {
            String outage = String.valueOf(bench.stores.storage().outage());
            System.out.println("outage: " + (outage.contains("cannot be written") ? "cannot be written" : outage));
            String error = String.valueOf(interrupted.error());
            System.out.printf(
                    "the run is %s, %s%n",
                    interrupted.state(), error.startsWith("Interrupted: the database in") ? "interrupted" : error);
            try {
                bench.queue.launch(Workbench.spec(EXAMPLES, 1));
            } catch (StorageException refused) {
                System.out.println("a launch is refused");
            }
            List<RunState> states = List.of(bench.stores.runs().get(before.id()).state());
            bench.figures(before.id());
            System.out.println(states.equals(List.of(RunState.SUCCEEDED)) ? "the finished run is read" : states);
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Lets no file of this process grow beyond a size. */
        private static void limit(long bytes) {
            LibC libc = Native.load("c", LibC.class);
            long[] limits = new long[2];
            libc.getrlimit(FILE_SIZE, limits);
            limits[0] = limits[1] == -1 || Long.compareUnsigned(bytes, limits[1]) < 0 ? bytes : limits[1];
            if (libc.setrlimit(FILE_SIZE, limits) != 0) {
                throw new IllegalStateException("the limit of file sizes cannot be set");
            }
        }
    }
}
