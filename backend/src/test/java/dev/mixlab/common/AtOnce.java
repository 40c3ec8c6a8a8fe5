package dev.mixlab.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Threads that do the same at the same time. */
public final class AtOnce {

    private AtOnce() {}

    /** Calls an action with the numbers from 0, each on a thread of its own, and returns the results in this order. */
    public static <T> List<T> all(int threads, IntFunction<T> action) throws ExecutionException, InterruptedException {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                results.add(pool.submit(() -> {
                    start.await();
                    return action.apply(number);
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }
}
