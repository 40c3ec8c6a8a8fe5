package dev.mixlab.store.run;

import dev.mixlab.run.RunLeases;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores which execution of a run may store its results, as a token that every execution makes anew. */
public final class RunLeaseRepository implements RunLeases {

    private static final Logger LOG = LoggerFactory.getLogger(RunLeaseRepository.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UPDATE =
            "UPDATE run_lease SET token = :token, process = :process, taken_at = :now WHERE run_id = :run";
    private static final String INSERT =
            "INSERT INTO run_lease (run_id, token, process, taken_at) VALUES (:run, :token, :process, :now)";

    private final Database database;
    private final String process;
    private final Clock clock;

    /**
     * The leases that a process takes.
     *
     * @param process its name, for people
     */
    public RunLeaseRepository(Database database, String process, Clock clock) {
        this.database = database;
        this.process = process;
        this.clock = clock;
    }

    @Override
    public Lease take(RunId run) {
        String token = UUID.randomUUID().toString();
        while (!write(UPDATE, run, token) && !isNew(run, token)) {
            LOG.debug("another process takes run {} at the same moment", run);
        }
        database.fences().bind(run, token);
        return database.fences()::release;
    }

    /** Stores the first lease of a run, unless another process just has. */
    private boolean isNew(RunId run, String token) {
        try {
            return write(INSERT, run, token);
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    private boolean write(String sql, RunId run, String token) {
        return database.jdbi()
                        .inTransaction(handle -> handle.createUpdate(sql)
                                .bind("run", run)
                                .bind("token", token)
                                .bind("process", process)
                                .bind("now", clock.instant())
                                .execute())
                > 0;
    }
}
