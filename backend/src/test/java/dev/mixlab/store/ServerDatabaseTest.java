package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.RunLeases;
import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.run.QueueRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunLeaseRepository;
import dev.mixlab.store.run.RunRepository;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to a database on a PostgreSQL server, which several processes use. */
class ServerDatabaseTest {

    private final Clock clock = Clock.systemUTC();

    @Test
    void aServerMakesTheTablesAndAWorkerFindsThem(@TempDir Path folder) {
        DatabaseAddress address = TestServer.empty();
        assertThatThrownBy(() -> Database.join(address))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no tables of mixlab; start its server first");

        try (Database server = Database.open(address);
                Database worker = Database.join(address)) {
            RunId run = new RunJournalRepository(server, clock)
                    .create(Samples.spec("first"))
                    .id();

            assertThat(new RunRepository(worker).get(run).spec()).isEqualTo(Samples.spec("first"));
            assertThat(worker.outage()).isNull();
            assertThatThrownBy(() -> server.backUp(folder, clock, OutputStream.nullOutputStream()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("pg_dump");
        }
    }

    @Test
    void theSlotsOfAllProcessesThatAreConnectedAreCounted() throws InterruptedException {
        DatabaseAddress address = TestServer.fresh();
        try (Database server = Database.open(address.withSlots(0));
                Database worker = Database.join(address.withSlots(2))) {
            QueueRepository queue = new QueueRepository(server, clock);
            try (Database second = Database.join(address.withSlots(3))) {
                assertThat(second.outage()).isNull();
                assertThat(queue.slots(0)).isEqualTo(5);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (queue.slots(0) != 2) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(10);
            }
            assertThat(new QueueRepository(worker, clock).slots(2)).isEqualTo(2);
        }
        assertThat(DatabaseAddress.slots("mixlab")).isZero();
        assertThat(DatabaseAddress.slots("mixlab 01234567, slots: 12")).isEqualTo(12);
    }

    @Test
    void tablesOfANewerVersionAreRefused() {
        DatabaseAddress address = TestServer.fresh();
        try (Database database = Database.open(address)) {
            database.jdbi()
                    .useHandle(handle -> handle.execute("INSERT INTO flyway_schema_history (installed_rank, version,"
                            + " description, type, script, checksum, installed_by, execution_time, success)"
                            + " VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'a', 1, TRUE)"));
        }
        for (List<Runnable> open : List.of(
                List.<Runnable>of(() -> Database.open(address)), List.<Runnable>of(() -> Database.join(address)))) {
            assertThatThrownBy(() -> open.get(0).run())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("was written by a newer version of mixlab (its tables have version 999");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() {
        assertThatThrownBy(
                        () -> Database.open(DatabaseAddress.parse("postgresql://lab:secret@localhost:1/mixlab", null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the database postgresql://localhost:1/mixlab cannot be opened")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anExecutionThatWasTakenOverStoresNothingMore() throws Exception {
        DatabaseAddress address = TestServer.fresh();
        try (Database first = Database.open(address);
                Database second = Database.join(address)) {
            RunJournalRepository journal = new RunJournalRepository(first, clock);
            RunId run = journal.create(Samples.spec("taken over")).id();
            RunLeases.Lease lost = take(first, "first", run);
            journal.log(run, "stored");
            CompletableFuture.runAsync(() -> take(second, "second", run).close())
                    .get(30, TimeUnit.SECONDS);

            assertThatThrownBy(() -> journal.log(run, "lost")).isInstanceOf(RunTakenOverException.class);
            assertThatThrownBy(() -> journal.forgetAfter(run, 0)).isInstanceOf(RunTakenOverException.class);
            lost.close();
            journal.log(run, "by a thread that executes no run");

            assertThat(new RunRepository(second).log(run, 0))
                    .extracting(line -> line.text())
                    .containsExactly("stored", "by a thread that executes no run");
        }
    }

    @Test
    void aTakeoverWaitsForWhatIsBeingStored() throws Exception {
        DatabaseAddress address = TestServer.fresh();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Database first = Database.open(address);
                Database second = Database.join(address)) {
            RunId run = new RunJournalRepository(first, clock)
                    .create(Samples.spec("waited for"))
                    .id();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Void> storing = CompletableFuture.runAsync(
                    () -> {
                        try {
                            RunLeases.Lease lease = take(first, "first", run);
                            first.jdbi().useTransaction(handle -> {
                                handle.execute("UPDATE run SET error = 'stored' WHERE id = ?", run);
                                begun.countDown();
                                goOn.await();
                            });
                            lease.close();
                        } catch (InterruptedException ending) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    threads);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> takeover = CompletableFuture.supplyAsync(
                    () -> {
                        RunLeases.Lease lease = take(second, "second", run);
                        String error = String.valueOf(
                                new RunRepository(second).get(run).error());
                        lease.close();
                        return error;
                    },
                    threads);
            while (waiting(second) == 0) {
                assertThat(takeover).isNotDone();
                Thread.sleep(10);
            }
            goOn.countDown();

            assertThat(takeover.get(30, TimeUnit.SECONDS)).isEqualTo("stored");
            storing.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aProcessThatWasStoppedBeforeItTookItsRunDoesNotTakeItBack() throws Exception {
        DatabaseAddress address = TestServer.fresh();
        try (Database first = Database.open(address);
                Database second = Database.join(address)) {
            RunJournalRepository journal = new RunJournalRepository(second, clock);
            RunId run = journal.create(Samples.spec("not taken back")).id();
            RunLeases.Claim stale = pick(first, "first", run);
            RunLeases.Lease lease = take(second, "second", run);

            for (RunLeases.Claim lost : List.of(stale, new RunLeases.Claim("second", stale.version()))) {
                assertThatThrownBy(() -> new RunLeaseRepository(first, clock).take(run, lost))
                        .isInstanceOf(RunTakenOverException.class);
            }
            journal.log(run, "stored by the process that has the run");
            lease.close();

            assertThat(new RunRepository(first).log(run, 0)).hasSize(1);
        }
    }

    private RunLeases.Lease take(Database database, String process, RunId run) {
        return new RunLeaseRepository(database, clock).take(run, pick(database, process, run));
    }

    /** Gives a run to a process, as the queue does. */
    private RunLeases.Claim pick(Database database, String process, RunId run) {
        long version = database.jdbi()
                .inTransaction(handle -> handle.createQuery("INSERT INTO scheduled_tasks (task_name, task_instance,"
                                + " execution_time, picked, picked_by, version) VALUES ('run', :run, now(), TRUE, :process, 1)"
                                + " ON CONFLICT (task_name, task_instance) DO UPDATE SET picked_by = :process,"
                                + " version = scheduled_tasks.version + 1 RETURNING version")
                        .bind("run", run)
                        .bind("process", process)
                        .mapTo(Long.class)
                        .one());
        return new RunLeases.Claim(process, version);
    }

    private static int waiting(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .mapTo(Integer.class)
                        .one());
    }
}
