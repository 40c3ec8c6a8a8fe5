package dev.mixlab.app.server;

import dev.mixlab.jobs.RunScheduler;
import dev.mixlab.jobs.Slots;
import dev.mixlab.jobs.cost.ThisMachine;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.Provenance.Environment;
import dev.mixlab.store.Database;
import dev.mixlab.store.run.QueueRepository;
import java.time.Clock;

/** Creates the queue of runs of a process, server or worker. */
final class RunQueues {

    private RunQueues() {}

    /**
     * Creates the queue in a database; runs are executed once it is started.
     *
     * @param slots runs that are executed at a time
     */
    static RunScheduler of(
            Database database,
            Stores stores,
            Slots slots,
            Environment environment,
            MachineBudget budget,
            ThisMachine machine,
            Clock clock) {
        return new RunScheduler(
                database.dataSource(),
                new QueueRepository(database, clock),
                stores,
                new RunScheduler.Settings(
                        slots, environment, budget, machine, database.dialect().isShared()),
                clock);
    }
}
