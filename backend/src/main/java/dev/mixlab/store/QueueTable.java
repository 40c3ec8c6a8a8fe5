package dev.mixlab.store;

import org.jdbi.v3.core.Jdbi;

/** Direct access to db-scheduler's table of tasks. */
public final class QueueTable {

    private final Jdbi jdbi;

    public QueueTable(Database database) {
        this.jdbi = database.jdbi();
    }

    /**
     * Releases the tasks of a process that was killed, so that they are executed at once and not only after its heartbeat has
     * timed out. This is correct only while no other process can have the database open.
     *
     * @return number of released tasks
     */
    public int releaseAll() {
        return jdbi.withHandle(handle -> handle.execute("UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL,"
                + " last_heartbeat = NULL, version = version + 1 WHERE picked = TRUE"));
    }
}
