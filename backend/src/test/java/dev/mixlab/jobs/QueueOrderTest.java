package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.queue.RunQueue;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

    /** A clock that is as wrong as a test says. */
    private static final class WrongClock extends Clock {

        volatile Duration error = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(error);
        }
    }

    private static RunId launch(Workbench bench, Priority priority, int seed) {
        return launch(bench, priority, seed, null);
    }

    private static RunId launch(Workbench bench, Priority priority, int seed, @Nullable AccountId owner) {
        var spec = Workbench.spec(20, 1);
        return bench.queue
                .launch(new NewRun(
                        spec.withFineTuning(spec.fineTuning().withSeed(seed)).withName("run " + seed),
                        null,
                        priority,
                        null,
                        owner))
                .id();
    }

    private static List<RunId> queued(Workbench bench) {
        return bench.queue.order().state().queued().stream()
                .map(item -> item.run().id())
                .toList();
    }

    private static List<RunId> inOrderOfExecution(Workbench bench, RunId... runs) throws InterruptedException {
        for (RunId run : runs) {
            assertThat(bench.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);
        }
        return Stream.of(runs)
                .map(id -> bench.stores.runs().get(id))
                .sorted(Comparator.comparing((Run run) -> Objects.requireNonNull(run.startedAt())))
                .map(Run::id)
                .toList();
    }

    @Test
    void runsAreExecutedByPriorityAndThenByPlace() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            RunId low = launch(bench, Priority.LOW, 1);
            RunId normal = launch(bench, Priority.NORMAL, 2);
            RunId other = launch(bench, Priority.NORMAL, 3);
            RunId high = launch(bench, Priority.HIGH, 4);
            assertThat(queued(bench)).containsExactly(high, normal, other, low);
            bench.queue.order().moveToFront(other);
            assertThat(queued(bench)).containsExactly(other, high, normal, low);
            bench.queue.order().prioritize(low, Priority.HIGH);
            assertThat(queued(bench)).containsExactly(other, low, high, normal);

            bench.queue.start();

            assertThat(inOrderOfExecution(bench, low, normal, other, high)).containsExactly(other, low, high, normal);
            assertThatThrownBy(() -> bench.queue.order().moveToFront(low))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("run %s is succeeded; only queued runs have a place in the queue", low);
        }
    }

    @Test
    void aChangeOfOrderWhileARunIsAtWorkHolds() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            bench.queue.start();
            // far longer than the launches take: it is stopped when the order is changed
            RunId first = bench.queue.launch(Workbench.spec(200, 1000)).id();
            bench.await(first, run -> run.state() == RunState.RUNNING);
            RunId second = launch(bench, Priority.NORMAL, 2);
            RunId third = launch(bench, Priority.NORMAL, 3);
            RunId fourth = launch(bench, Priority.NORMAL, 4);
            bench.queue.order().moveToFront(fourth);
            assertThat(bench.stores.runs().get(first).state()).isEqualTo(RunState.RUNNING);
            bench.queue.cancel(first);

            assertThat(inOrderOfExecution(bench, second, third, fourth)).containsExactly(fourth, second, third);
            assertThat(bench.awaitEnd(first).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void theStartOfAQueuedRunFollowsFromThoseBeforeIt() {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), 2)) {
            launch(bench, Priority.NORMAL, 1);
            launch(bench, Priority.NORMAL, 2);
            launch(bench, Priority.NORMAL, 3);

            RunQueue.State state = bench.queue.order().state();

            assertThat(state.slots()).isEqualTo(2);
            assertThat(state.queued()).extracting(RunQueue.Item::position).containsExactly(1, 2, 3);
            Double takes = state.queued().get(0).secondsLeft();
            assertThat(takes).isPositive();
            assertThat(state.queued())
                    .extracting(RunQueue.Item::startsInSeconds)
                    .containsExactly(0.0, 0.0, takes);
        }
    }

    @Test
    void ofOneOwnerNoMoreRunsAreAtWorkThanMayAndOtherPeoplesGoBefore() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), new Slots(2, 1))) {
            AccountId ada = AccountId.fresh();
            AccountId bob = AccountId.fresh();
            RunId first = launch(bench, Priority.NORMAL, 1, ada);
            RunId second = launch(bench, Priority.HIGH, 2, ada);
            RunId third = launch(bench, Priority.NORMAL, 3, ada);
            RunId bobs = launch(bench, Priority.LOW, 4, bob);
            RunId nobodys = launch(bench, Priority.LOW, 5);
            RunQueue.State before = bench.queue.order().state();
            assertThat(before.queued())
                    .extracting(item -> item.run().id())
                    .containsExactly(second, first, third, bobs, nobodys);
            assertThat(before.queued())
                    .extracting(RunQueue.Item::waitsForOwner)
                    .containsExactly(false, true, true, false, false);
            Double takes = before.queued().get(0).secondsLeft();
            assertThat(before.queued())
                    .extracting(RunQueue.Item::startsInSeconds)
                    .containsExactly(0.0, takes, 2 * Objects.requireNonNull(takes), 0.0, takes);

            bench.queue.start();

            List<RunId> order = inOrderOfExecution(bench, first, second, third, bobs, nobodys);
            List<Run> adas = Stream.of(second, first, third)
                    .map(id -> bench.stores.runs().get(id))
                    .toList();
            assertThat(order.subList(0, 2)).containsExactlyInAnyOrder(second, bobs);
            assertThat(order).containsSubsequence(second, first, third);
            for (int i = 1; i < adas.size(); i++) {
                assertThat(adas.get(i).startedAt())
                        .isAfterOrEqualTo(adas.get(i - 1).finishedAt());
            }
        }
    }

    @Test
    void theLimitOfTheServerHoldsForAWorkerThatWasNotTold() throws InterruptedException {
        try (Workbench server = new Workbench(TestDatabase.fresh(), new Slots(0, 1));
                RunScheduler worker = server.process(Slots.of(2))) {
            AccountId ada = AccountId.fresh();
            RunId first = launch(server, Priority.NORMAL, 1, ada);
            RunId second = launch(server, Priority.NORMAL, 2, ada);

            worker.start();

            Run ended = server.awaitEnd(first);
            assertThat(server.awaitEnd(second).startedAt()).isAfterOrEqualTo(ended.finishedAt());
        }
    }

    @Test
    void whereNobodyExecutesRunsNoStartIsPromised() {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), 0)) {
            launch(bench, Priority.NORMAL, 1);
            launch(bench, Priority.NORMAL, 2);

            RunQueue.State state = bench.queue.order().state();

            assertThat(state.slots()).isZero();
            assertThat(state.queued()).extracting(RunQueue.Item::position).containsExactly(1, 2);
            assertThat(state.queued())
                    .extracting(RunQueue.Item::startsInSeconds)
                    .containsOnlyNulls();
        }
    }

    @Test
    void aRunThatWasLaunchedByAClockAYearAheadIsExecuted() throws InterruptedException {
        WrongClock clock = new WrongClock();
        clock.error = Duration.ofDays(366);
        try (Workbench bench = new Workbench(TestDatabase.fresh(), clock)) {
            RunId run = launch(bench, Priority.NORMAL, 1);
            clock.error = Duration.ZERO;

            bench.queue.start();

            assertThat(bench.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void aClockThatFallsBackByAYearWhileTheQueueIsAtWorkStrandsNothing() throws InterruptedException {
        WrongClock clock = new WrongClock();
        try (Workbench bench = new Workbench(TestDatabase.fresh(), clock)) {
            bench.queue.start();
            RunId first = launch(bench, Priority.NORMAL, 1);
            RunId second = launch(bench, Priority.NORMAL, 2);
            bench.await(first, run -> run.state() != RunState.QUEUED);
            clock.error = Duration.ofDays(-366);
            RunId third = launch(bench, Priority.NORMAL, 3);

            for (RunId run : List.of(first, second, third)) {
                assertThat(bench.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);
            }
        }
    }

    /** A task that an earlier version, or a run that was busy, has left in the future of the present clock. */
    @Test
    void aTaskThatWaitsForAnotherYearIsDueWhenTheQueueStarts() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            RunId run = launch(bench, Priority.NORMAL, 1);
            bench.database
                    .jdbi()
                    .useHandle(handle -> handle.createUpdate("UPDATE scheduled_tasks SET execution_time = :later")
                            .bind("later", Instant.now().plus(Duration.ofDays(366)))
                            .execute());

            bench.queue.start();

            assertThat(bench.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);
        }
    }
}
