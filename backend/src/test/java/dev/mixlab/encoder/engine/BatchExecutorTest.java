package dev.mixlab.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchExecutorTest {

    private static final int LANES = 3;
    private static final List<Integer> ITEMS = IntStream.range(0, 40).boxed().toList();

    @Test
    void resultsComeInTheItemsOrderOnTheCallingThread() {
        List<Integer> given = new ArrayList<>();
        Thread caller = Thread.currentThread();
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            lanes.run(
                    ITEMS,
                    item -> 2 * LANES,
                    item -> {
                        pause(item % 4);
                        return item * item;
                    },
                    result -> {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        given.add(result);
                    },
                    () -> {});
        }
        assertThat(given).isEqualTo(ITEMS.stream().map(item -> item * item).toList());
    }

    @Test
    void asManyItemsAsLanesAreWorkedOnAtATime() {
        CyclicBarrier all = new CyclicBarrier(LANES);
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            List<Integer> places = new ArrayList<>();
            lanes.run(
                    ITEMS.subList(0, 3 * LANES),
                    item -> LANES,
                    item -> {
                        try {
                            return all.await(30, TimeUnit.SECONDS);
                        } catch (Exception alone) {
                            throw new IllegalStateException(alone);
                        }
                    },
                    places::add,
                    () -> {});
            assertThat(places).hasSize(3 * LANES);
        }
    }

    @Test
    void noMoreItemsAreBegunThanMayBeTogether() {
        AtomicInteger going = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            lanes.run(
                    ITEMS,
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
                    () -> {});
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void eachLaneHasOneThreadOfTheEngineAndTheCallerKeepsItsOwn() {
        int before = JniUtils.getNumThreads();
        JniUtils.setNumThreads(2);
        List<Integer> threads = new ArrayList<>();
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            lanes.run(ITEMS, item -> 2 * LANES, item -> JniUtils.getNumThreads(), threads::add, () -> {});
            assertThat(threads).hasSize(ITEMS.size()).containsOnly(1);
            assertThat(JniUtils.getNumThreads()).isEqualTo(2);
            Thread later = new Thread(() -> threads.add(JniUtils.getNumThreads()));
            later.start();
            later.join();
            assertThat(threads).endsWith(2);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } finally {
            JniUtils.setNumThreads(before);
        }
    }

    @Test
    void theFirstFailureInOrderIsThrownAndNothingIsWorkedOnAfterIt() {
        AtomicInteger going = new AtomicInteger();
        List<Integer> given = new ArrayList<>();
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            assertThatThrownBy(() -> lanes.run(
                            ITEMS,
                            item -> 2 * LANES,
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
                            () -> {}))
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
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            assertThatThrownBy(() -> lanes.run(
                            ITEMS,
                            item -> LANES,
                            item -> {
                                begun.incrementAndGet();
                                return item;
                            },
                            given::add,
                            () -> {
                                if (given.size() == 7) {
                                    throw new IllegalStateException("stopped");
                                }
                            }))
                    .hasMessage("stopped");
        }
        assertThat(given).isEqualTo(ITEMS.subList(0, 7));
        assertThat(begun.get()).isBetween(7, 7 + LANES);
    }

    @Test
    void workIsSpreadOverProcessorsOnlyOutsideLanes() {
        List<Boolean> spread = new ArrayList<>();
        try (BatchExecutor lanes = BatchExecutor.exactly(LANES)) {
            lanes.run(
                    ITEMS,
                    item -> LANES,
                    item -> BatchExecutor.spread(IntStream.range(0, 8)).isParallel(),
                    spread::add,
                    () -> {});
        }
        assertThat(spread).hasSize(ITEMS.size()).containsOnly(false);
        assertThat(BatchExecutor.spread(IntStream.range(0, 8)).isParallel()).isTrue();
    }

    @Test
    void fewItemsAreWorkedOnByTheCallingThread() {
        List<Thread> workers = new ArrayList<>();
        try (BatchExecutor lanes = BatchExecutor.exactly(4)) {
            lanes.run(List.of(1, 2), item -> 4, item -> Thread.currentThread(), workers::add, () -> {});
        }
        assertThat(workers).hasSize(2).containsOnly(Thread.currentThread());
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
