package dev.mixlab.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestServer;
import dev.mixlab.store.event.RunNotice.Range;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedRunEventsTest {

    private static final RunId RUN = RunId.fresh();

    @Test
    void whatOneProcessDoesIsPublishedInAnotherAsItIsStored() throws InterruptedException {
        DatabaseAddress address = TestServer.fresh();
        try (Database here = Database.open(address);
                Database there = Database.join(address);
                SharedRunEvents server = SharedRunEvents.withOthers(here, new RunRepository(here));
                SharedRunEvents worker = SharedRunEvents.toOthers(there, new RunRepository(there))) {
            BlockingQueue<RunEvent> heard = new LinkedBlockingQueue<>();
            List<RunEvent> atTheWorker = new ArrayList<>();
            server.subscribe(heard::add);
            worker.subscribe(atTheWorker::add);
            RunJournalRepository journal = new RunJournalRepository(there, Clock.systemUTC());
            RunId run = journal.create(Samples.spec("elsewhere")).id();
            awaitListening(here);

            Run moved = journal.move(run, RunState.RUNNING, null);
            LogLine line = journal.log(run, "begins");
            StepPoint step = new StepPoint(1, 1, 0.5, 1e-3);
            EpochPoint epoch = new EpochPoint(1, 0.4, 0.8, 0.3, 0.9, 1.5);
            journal.step(run, step);
            journal.epoch(run, epoch);
            List<RunEvent> published = List.of(
                    new RunEvent.Step(run, step),
                    new RunEvent.Epoch(run, epoch),
                    new RunEvent.Log(run, line),
                    new RunEvent.Changed(moved));
            published.forEach(worker::publish);

            List<RunEvent> received = new ArrayList<>();
            while (received.size() < published.size()) {
                RunEvent next = heard.poll(30, TimeUnit.SECONDS);
                assertThat(next).as("after %s", received).isNotNull();
                received.add(next);
            }
            assertThat(received).containsExactlyInAnyOrderElementsOf(published);
            assertThat(atTheWorker).isEqualTo(published);

            server.publish(new RunEvent.Deleted(run));
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new RunEvent.Deleted(run));
            assertThat(heard.poll(500, TimeUnit.MILLISECONDS))
                    .as("its own notice is not heard once more")
                    .isNull();
        }
    }

    /** Waits until the database has a connection that listens. */
    private static void awaitListening(Database database) throws InterruptedException {
        while (database.jdbi()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'")
                                .mapTo(Integer.class)
                                .one())
                == 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void aNoticeIsReadAsItWasWritten() {
        RunNotice notice = new RunNotice(
                RUN, true, false, new Range(3, 8), Range.NONE, new Range(0, 0), new Range(12, 4_000_000_000L));

        assertThat(RunNotice.read(notice.write("me"))).isEqualTo(notice);
        assertThat(RunNotice.sender(notice.write("me"))).isEqualTo("me");
        assertThatThrownBy(() -> RunNotice.read("me r-1 changed")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noticesOfARunBecomeOne() {
        RunNotice first = RunNotice.of(new RunEvent.Step(RUN, new StepPoint(4, 1, 0.5, 1e-3)));
        RunNotice second = RunNotice.of(new RunEvent.Step(RUN, new StepPoint(6, 1, 0.5, 1e-3)));
        RunNotice deleted = RunNotice.of(new RunEvent.Deleted(RUN));

        RunNotice all = first.and(second).and(deleted);

        assertThat(all.steps()).isEqualTo(new Range(4, 6));
        assertThat(all.epochs().isEmpty()).isTrue();
        assertThat(all.deleted()).isTrue();
        assertThat(all.changed()).isFalse();
    }
}
