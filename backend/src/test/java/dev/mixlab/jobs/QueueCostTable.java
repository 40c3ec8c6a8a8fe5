package dev.mixlab.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import dev.mixlab.jobs.chunk.Chunk;
import dev.mixlab.jobs.chunk.ScheduledChunks;
import dev.mixlab.jobs.stage.Stopwatch;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestServer;
import dev.mixlab.store.run.QueueRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Measures what the queue itself takes of a part of a run: parts that compute nothing are offered, taken back by the run that offered
 * them, and given to a worker, in a database on the disk and on a PostgreSQL server that this program starts.
 *
 * <pre>java -cp CLASSPATH dev.mixlab.jobs.QueueCostTable FOLDER</pre>
 */
final class QueueCostTable {

    private static final int CHUNKS = 500;
    private static final int TURNS = 4;

    private QueueCostTable() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("database    turn  offered  taken back  offered and given to a worker [ms per part]");
        for (int turn = 1; turn <= TURNS; turn++) {
            measure("H2", turn, Database.open(Path.of(arguments[0]).resolve("turn-" + turn)));
            measure("PostgreSQL", turn, Database.open(TestServer.fresh()));
        }
        System.exit(0);
    }

    private static void measure(String name, int turn, Database database) throws InterruptedException {
        try (Workbench bench = new Workbench(database)) {
            RunId run = bench.queue.launch(Workbench.spec(20, 1)).id();
            List<Chunk> chunks = IntStream.range(0, CHUNKS)
                    .mapToObj(number -> new Chunk(run, StageName.SCORE_BEFORE, null, number))
                    .toList();
            CountDownLatch given = new CountDownLatch(CHUNKS);
            CustomTask<Void> task = ScheduledChunks.task(
                    chunk -> {
                        given.countDown();
                        return ScheduledChunks.Outcome.DONE;
                    },
                    Clock.systemUTC());
            Scheduler worker = Scheduler.create(database.dataSource(), task)
                    .threads(1)
                    .schedulerName(new SchedulerName.Fixed("measured"))
                    .pollingInterval(Duration.ofSeconds(1))
                    .enablePriority()
                    .build();
            ScheduledChunks queue = new ScheduledChunks(worker, task, new QueueRepository(database, Clock.systemUTC()));

            Stopwatch offered = new Stopwatch();
            queue.offer(chunks);
            double offering = offered.seconds();
            Stopwatch taken = new Stopwatch();
            queue.withdraw(chunks);
            double taking = taken.seconds();
            Stopwatch both = new Stopwatch();
            queue.offer(chunks);
            worker.start();
            given.await();
            double giving = both.seconds();
            worker.stop();
            System.out.printf(
                    "%-10s  %4d  %7.2f  %10.2f  %29.2f%n", name, turn, each(offering), each(taking), each(giving));
        }
    }

    private static double each(double seconds) {
        return seconds * 1e3 / CHUNKS;
    }
}
