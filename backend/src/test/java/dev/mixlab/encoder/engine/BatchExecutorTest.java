package dev.mixlab.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchExecutorTest {

    private static final int THREADS = 3;
    private static final List<Integer> ITEMS = IntStream.range(0, 40).boxed().toList();

    @Test
    void resultsComeInTheItemsOrderOnTheCallingThread() {
        List<Integer> given = new ArrayList<>();
        Thread caller = Thread.currentThread();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            executor.run(
                    ITEMS,
                    task(
                            item -> 2 * THREADS,
                            item -> {
                                pause(item % 4);
                                return item * item;
                            },
                            result -> {
                                assertThat(Thread.currentThread()).isSameAs(caller);
                                given.add(result);
                            },
                            () -> {}));
        }
        assertThat(given).isEqualTo(ITEMS.stream().map(item -> item * item).toList());
    }

    @Test
    void asManyItemsAsThreadsAreExecutedAtATime() {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            List<Integer> places = new ArrayList<>();
            executor.run(
                    ITEMS.subList(0, 3 * THREADS),
                    task(
                            item -> THREADS,
                            item -> {
                                try {
                                    return all.await(30, TimeUnit.SECONDS);
                                } catch (Exception alone) {
                                    throw new IllegalStateException(alone);
                                }
                            },
                            places::add,
                            () -> {}));
            assertThat(places).hasSize(3 * THREADS);
        }
    }

    @Test
    void noMoreItemsAreInFlightThanTheTaskAllows() {
        AtomicInteger going = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            executor.run(
                    ITEMS,
                    task(
                            item -> item < 20 ? 2 : 1,
                            item -> {
                                int now = going.incrementAndGet();
                                if (item >= 20) {
                                    assertThat(now).isEqualTo(1);
                                }
                                most.accumulateAndGet(now, Math::max);
                                pause(1);
                                going.decrementAndGet();
                                return item;
                            },
                            result -> {},
                            () -> {}));
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void eachWorkerHasOneThreadOfTheEngineAndTheCallerKeepsItsOwn() {
        int before = EngineThreads.current();
        EngineThreads.set(2);
        List<Integer> threads = new ArrayList<>();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            executor.run(ITEMS, task(item -> 2 * THREADS, item -> EngineThreads.current(), threads::add, () -> {}));
            assertThat(threads).hasSize(ITEMS.size()).containsOnly(1);
            assertThat(EngineThreads.current()).isEqualTo(2);
            Thread later = new Thread(() -> threads.add(EngineThreads.current()));
            later.start();
            later.join();
            assertThat(threads).endsWith(2);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } finally {
            EngineThreads.set(before);
        }
    }

    @Test
    void theFirstFailureInOrderIsThrownAndNothingIsExecutedAfterIt() {
        AtomicInteger going = new AtomicInteger();
        List<Integer> given = new ArrayList<>();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            assertThatThrownBy(() -> executor.run(
                            ITEMS,
                            task(
                                    item -> 2 * THREADS,
                                    item -> {
                                        going.incrementAndGet();
                                        pause(item == 5 ? 20 : 2);
                                        going.decrementAndGet();
                                        if (item == 5 || item == 6) {
                                            throw new IllegalArgumentException("item " + item);
                                        }
                                        return item;
                                    },
                                    given::add,
                                    () -> {})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item 5");
            assertThat(going.get()).isZero();
        }
        assertThat(given).isEqualTo(ITEMS.subList(0, 5));
    }

    @Test
    void whatIsThrownBetweenItemsEndsTheWork() {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> given = new ArrayList<>();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            assertThatThrownBy(() -> executor.run(
                            ITEMS,
                            task(
                                    item -> THREADS,
                                    item -> {
                                        begun.incrementAndGet();
                                        return item;
                                    },
                                    given::add,
                                    () -> {
                                        if (given.size() == 7) {
                                            throw new IllegalStateException("stopped");
                                        }
                                    })))
                    .hasMessage("stopped");
        }
        assertThat(given).isEqualTo(ITEMS.subList(0, 7));
        assertThat(begun.get()).isBetween(7, 7 + THREADS);
    }

    @Test
    void workIsSpreadOverProcessorsOnlyOutsideWorkers() {
        List<Boolean> spread = new ArrayList<>();
        try (BatchExecutor executor = BatchExecutor.exactly(THREADS)) {
            executor.run(
                    ITEMS,
                    task(
                            item -> THREADS,
                            item -> BatchExecutor.spread(IntStream.range(0, 8)).isParallel(),
                            spread::add,
                            () -> {}));
        }
        assertThat(spread).hasSize(ITEMS.size()).containsOnly(false);
        assertThat(BatchExecutor.spread(IntStream.range(0, 8)).isParallel()).isTrue();
    }

    @Test
    void fewItemsAreExecutedByTheCallingThread() {
        List<Thread> workers = new ArrayList<>();
        try (BatchExecutor executor = BatchExecutor.exactly(4)) {
            executor.run(List.of(1, 2), task(item -> 4, item -> Thread.currentThread(), workers::add, () -> {}));
        }
        assertThat(workers).hasSize(2).containsOnly(Thread.currentThread());
    }

    private static <T, R> BatchTask<T, R> task(
            ToIntFunction<T> maxInFlight, Function<T, R> execute, Consumer<R> accept, Runnable checkCancelled) {
        return new BatchTask<>() {
            @Override
            public int maxInFlight(T item) {
                return maxInFlight.applyAsInt(item);
            }

            @Override
            public R execute(T item) {
                return execute.apply(item);
            }

            @Override
            public void accept(R result) {
                accept.accept(result);
            }

            @Override
            public void checkCancelled() {
                checkCancelled.run();
            }
        };
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
