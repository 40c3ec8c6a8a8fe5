package dev.mixlab.encoder.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work side by side, each on a batch of its own and with all operations on itself alone, so that no thread waits
 * for another within an operation.
 */
public final class BatchExecutor implements AutoCloseable {

    private final int count;
    private @Nullable ExecutorService threads;

    private BatchExecutor(int count) {
        this.count = count;
    }

    /** As many as threads are allowed, but no more than the engine uses by itself; where that is one, the calling thread. */
    public static BatchExecutor of(int allowed) {
        return exactly(Math.max(1, Math.min(allowed, EngineThreads.usual())));
    }

    /** That many, whatever the engine uses. */
    public static BatchExecutor exactly(int count) {
        return new BatchExecutor(count);
    }

    private synchronized ExecutorService threads() {
        if (threads == null) {
            threads = started(count);
        }
        return threads;
    }

    /** Threads that compute alone within each operation, while the calling thread keeps its number of the engine's threads. */
    private static synchronized ExecutorService started(int count) {
        int callers = EngineThreads.current();
        CountDownLatch ready = new CountDownLatch(count);
        ExecutorService threads = Executors.newFixedThreadPool(count, work -> {
            Thread lane = new Lane(() -> {
                EngineThreads.one();
                ready.countDown();
                work.run();
            });
            lane.setDaemon(true);
            return lane;
        });
        try {
            for (int lane = 0; lane < count; lane++) {
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

    /** The work spread over the processors where the calling thread is alone; as it is in a lane, beside which others work. */
    public static IntStream spread(IntStream work) {
        return Thread.currentThread() instanceof Lane ? work : work.parallel();
    }

    /** One of the threads. */
    private static final class Lane extends Thread {

        Lane(Runnable work) {
            super(work, "mixlab-lane");
        }
    }

    public int count() {
        return count;
    }

    /**
     * Works on items side by side and gives the results to a sink on the calling thread, in the items' order. When something
     * fails, nothing is worked on any more as soon as the failure is thrown. Where items are so few that more than half of the
     * lanes would stay empty, the calling thread works on one after the other, each operation with all threads it has.
     *
     * @param together how many items may be worked on or wait to be given while an item is among them; at least one
     * @param between called on the calling thread before an item is begun and before a result is given
     */
    public <T, R> void run(
            List<T> items, ToIntFunction<T> together, Function<T, R> work, Consumer<R> sink, Runnable between) {
        if (2 * items.size() <= count || count == 1) {
            for (T item : items) {
                between.run();
                sink.accept(work.apply(item));
            }
        } else {
            new Going<>(threads(), work, sink, between).run(items, together);
        }
    }

    /** Items that are being worked on, and results that have not been given. */
    private record Going<T, R>(
            ExecutorService threads,
            Function<T, R> work,
            Consumer<R> sink,
            Runnable between,
            Deque<CompletableFuture<Optional<R>>> results,
            AtomicBoolean over) {

        Going(ExecutorService threads, Function<T, R> work, Consumer<R> sink, Runnable between) {
            this(threads, work, sink, between, new ArrayDeque<>(), new AtomicBoolean());
        }

        void run(List<T> items, ToIntFunction<T> together) {
            try {
                for (T item : items) {
                    giveDownTo(together.applyAsInt(item) - 1);
                    between.run();
                    results.add(CompletableFuture.supplyAsync(() -> worked(item), threads));
                }
                giveDownTo(0);
            } finally {
                over.set(true);
                results.forEach(result -> result.handle((done, failure) -> done).join());
            }
        }

        private Optional<R> worked(T item) {
            return over.get() ? Optional.empty() : Optional.of(work.apply(item));
        }

        private void giveDownTo(int size) {
            while (results.size() > size) {
                between.run();
                result(results.element()).ifPresent(sink);
                results.remove();
            }
        }

        private static <R> R result(CompletableFuture<R> future) {
            try {
                return future.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (failed.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw failed;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
