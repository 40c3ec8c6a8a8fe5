package dev.mixlab.store.run;

import dev.mixlab.run.RunLeases;
import dev.mixlab.run.RunTakenOverException;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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

    private static final String CLAIMED =
            "SELECT version FROM scheduled_tasks WHERE task_name = 'run' AND task_instance = :run"
                    + " AND picked = TRUE AND picked_by = :process AND version = :version FOR UPDATE";

    private final Database database;
    private final Clock clock;

    public RunLeaseRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Lease take(RunId run, Claim claim) {
        String token = UUID.randomUUID().toString();
        while (!write(UPDATE, run, claim, token) && !isNew(run, claim, token)) {
            LOG.debug("another process takes run {} at the same moment", run);
        }
        database.fences().bind(run, token);
        return database.fences()::release;
    }

    /** Stores the first lease of a run, unless another process just has. */
    private boolean isNew(RunId run, Claim claim, String token) {
        try {
            return write(INSERT, run, claim, token);
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    /** Writes a lease. The entry of the queue stays locked meanwhile, so that nobody takes the run over between check and write. */
    private boolean write(String sql, RunId run, Claim claim, String token) {
        return database.jdbi().inTransaction(handle -> {
            requireClaimed(handle, run, claim);
            return handle.createUpdate(sql)
                            .bind("run", run)
                            .bind("token", token)
                            .bind("process", claim.process())
                            .bind("now", clock.instant())
                            .execute()
                    > 0;
        });
    }

    private static void requireClaimed(Handle handle, RunId run, Claim claim) {
        boolean claimed = handle.createQuery(CLAIMED)
                .bind("run", run)
                .bind("process", claim.process())
                .bind("version", claim.version())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!claimed) {
            throw new RunTakenOverException(run);
        }
    }
}
