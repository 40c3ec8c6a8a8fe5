package dev.mixlab.encoder.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work side by side, each on a batch of its own. Within each operation such a thread computes alone, so that no
 * thread waits for another.
 */
public final class BatchExecutor implements AutoCloseable {

    private final int count;
    private @Nullable ExecutorService threads;

    private BatchExecutor(int count) {
        this.count = count;
    }

    /** Creates as many threads as are allowed, but no more than the engine uses by itself; where that is one, the calling thread works. */
    public static BatchExecutor of(int allowed) {
        return exactly(Math.max(1, Math.min(allowed, EngineThreads.usual())));
    }

    /** Creates that many threads, whatever the engine uses. */
    public static BatchExecutor exactly(int count) {
        return new BatchExecutor(count);
    }

    /** Returns the number of threads. */
    public int count() {
        return count;
    }

    /**
     * Executes items side by side. When an item fails, no thread works on any item any more as soon as the failure is thrown.
     * Where items are so few that more than half of the threads would be idle, the calling thread executes one after the other,
     * each operation with all threads of the engine.
     */
    public <T, R> void run(List<T> items, BatchTask<T, R> task) {
        if (2 * items.size() <= count || count == 1) {
            for (T item : items) {
                task.checkCancelled();
                task.accept(task.execute(item));
            }
        } else {
            new InFlight<>(threads(), task).run(items);
        }
    }

    /** Spreads the work over the processors where the calling thread is alone, and leaves it as it is beside other workers. */
    public static IntStream spread(IntStream work) {
        return Thread.currentThread() instanceof Worker ? work : work.parallel();
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }

    private synchronized ExecutorService threads() {
        if (threads == null) {
            threads = start(count);
        }
        return threads;
    }

    /** Starts threads that compute alone within each operation; the calling thread keeps its number of the engine's threads. */
    private static synchronized ExecutorService start(int count) {
        int callers = EngineThreads.current();
        CountDownLatch ready = new CountDownLatch(count);
        ExecutorService threads = Executors.newFixedThreadPool(
                count,
                work -> new Worker(() -> {
                    EngineThreads.one();
                    ready.countDown();
                    work.run();
                }));
        try {
            for (int worker = 0; worker < count; worker++) {
                threads.execute(() -> await(ready));
            }
            await(ready);
        } finally {
            EngineThreads.set(callers);
        }
        return threads;
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the threads. */
    private static final class Worker extends Thread {

        Worker(Runnable work) {
            super(work, "mixlab-batch");
            setDaemon(true);
        }
    }
}
