package dev.mixlab.encoder.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The unfinished items of one task: those that threads work on, and those whose results have not been accepted.
 *
 * @param <T> an item
 * @param <R> the result of an item
 */
final class InFlight<T, R> {

    private final ExecutorService threads;
    private final BatchTask<T, R> task;
    private final Deque<CompletableFuture<Optional<R>>> results = new ArrayDeque<>();
    private final AtomicBoolean over = new AtomicBoolean();

    InFlight(ExecutorService threads, BatchTask<T, R> task) {
        this.threads = threads;
        this.task = task;
    }

    /** Executes the items; when this method returns or throws, no thread works on any of them. */
    void run(List<T> items) {
        try {
            for (T item : items) {
                acceptDownTo(task.maxInFlight(item) - 1);
                task.checkCancelled();
                results.add(CompletableFuture.supplyAsync(() -> execute(item), threads));
            }
            acceptDownTo(0);
        } finally {
            over.set(true);
            results.forEach(result -> result.handle((value, failure) -> value).join());
        }
    }

    private Optional<R> execute(T item) {
        return over.get() ? Optional.empty() : Optional.of(task.execute(item));
    }

    private void acceptDownTo(int size) {
        while (results.size() > size) {
            task.checkCancelled();
            await(results.element()).ifPresent(task::accept);
            results.remove();
        }
    }

    private static <R> R await(CompletableFuture<R> future) {
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
