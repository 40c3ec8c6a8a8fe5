package dev.mixlab.store;

import org.jdbi.v3.core.Jdbi;

/** db-scheduler's table, as far as this program itself touches it. */
public final class QueueTable {

    private final Jdbi jdbi;

    public QueueTable(Database database) {
        this.jdbi = database.jdbi();
    }

    /**
     * Frees what a process had taken that was killed, so that its work goes on at once and not after its heartbeat is
     * missed. Right only while no other process can have the database open.
     *
     * @return how many tasks were freed
     */
    public int releaseAll() {
        return jdbi.withHandle(handle -> handle.execute("UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL,"
                + " last_heartbeat = NULL, version = version + 1 WHERE picked = TRUE"));
    }
}
